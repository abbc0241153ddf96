window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "ned_harrow 2244994945",
            "screen_name" : "ned_harrow",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "2244994945",
            "id" : "2244994945"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000001",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000001",
      "created_at" : "Wed Nov 16 20:01:12 +0000 2022",
      "favorited" : false,
      "full_text" : "@ned_harrow please do not write to me &amp; mine",
      "lang" : "en",
      "in_reply_to_user_id_str" : "2244994945",
      "in_reply_to_user_id" : "2244994945",
      "in_reply_to_screen_name" : "ned_harrow",
      "in_reply_to_status_id_str" : "9",
      "in_reply_to_status_id" : "9"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000002",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000002",
      "created_at" : "Wed Nov 16 20:02:12 +0000 2022",
      "favorited" : false,
      "full_text" : "Good morning",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "cy_orme 903948573",
            "screen_name" : "cy_orme",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "903948573",
            "id" : "903948573"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000003",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000003",
      "created_at" : "Wed Nov 16 20:03:12 +0000 2022",
      "favorited" : false,
      "full_text" : "@cy_orme tea?",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "ned_harrow 2244994945",
            "screen_name" : "ned_harrow",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "2244994945",
            "id" : "2244994945"
          },
          {
            "name" : "cy_orme 903948573",
            "screen_name" : "cy_orme",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "903948573",
            "id" : "903948573"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000004",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000004",
      "created_at" : "Wed Nov 16 20:04:12 +0000 2022",
      "favorited" : false,
      "full_text" : "RT @ned_harrow: hello @cy_orme",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "cy_orme 903948573",
            "screen_name" : "cy_orme",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "903948573",
            "id" : "903948573"
          },
          {
            "name" : "ned_harrow 2244994945",
            "screen_name" : "ned_harrow",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "2244994945",
            "id" : "2244994945"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000005",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000005",
      "created_at" : "Wed Nov 16 20:05:12 +0000 2022",
      "favorited" : false,
      "full_text" : "RT @cy_orme: hello @ned_harrow",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [],
        "urls" : [
          {
            "url" : "https://t.co/q",
            "expanded_url" : "https://twitter.com/Ned_Harrow/status/17",
            "display_url" : "x"
          }
        ]
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000006",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000006",
      "created_at" : "Wed Nov 16 20:06:12 +0000 2022",
      "favorited" : false,
      "full_text" : "look at this https://t.co/q",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000007",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000007",
      "created_at" : "Wed Nov 16 20:07:12 +0000 2022",
      "favorited" : false,
      "full_text" : "and more",
      "lang" : "en",
      "in_reply_to_user_id_str" : "1483823434811224066",
      "in_reply_to_screen_name" : "ada_wren"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "gone -1",
            "screen_name" : "gone",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "-1",
            "id" : "-1"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000008",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000008",
      "created_at" : "Wed Nov 16 20:08:12 +0000 2022",
      "favorited" : false,
      "full_text" : "@gone who are you",
      "lang" : "en",
      "in_reply_to_user_id_str" : "2244994945"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "ned_harrow 2244994945",
            "screen_name" : "ned_harrow",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "2244994945",
            "id" : "2244994945"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000009",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000009",
      "created_at" : "Wed Nov 16 20:09:12 +0000 2022",
      "favorited" : false,
      "full_text" : "a picture",
      "lang" : "en",
      "extended_entities" : {
        "media" : [
          {
            "media_url_https" : "https://pbs.twimg.com/media/k.jpg",
            "url" : "https://t.co/k",
            "type" : "photo"
          }
        ]
      }
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "ned_h 2244994945",
            "screen_name" : "ned_h",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "2244994945",
            "id" : "2244994945"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000010",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000010",
      "created_at" : "Wed Nov 16 20:10:12 +0000 2022",
      "favorited" : false,
      "full_text" : "his old name @ned_h",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "ned_harrow 2244994945",
            "screen_name" : "ned_harrow",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "2244994945",
            "id" : "2244994945"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000011",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1592000000000000011",
      "created_at" : "Someday",
      "favorited" : false,
      "full_text" : "broken date @ned_harrow",
      "lang" : "en"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : {
        "hashtags" : [],
        "symbols" : [],
        "user_mentions" : [
          {
            "name" : "ned_harrow 2244994945",
            "screen_name" : "ned_harrow",
            "indices" : [
              "0",
              "9"
            ],
            "id_str" : "2244994945",
            "id" : "2244994945"
          }
        ],
        "urls" : []
      },
      "display_text_range" : [
        "0",
        "20"
      ],
      "favorite_count" : "0",
      "id_str" : "1592000000000000012",
      "truncated" : true,
      "retweet_count" : "0",
      "id" : "1592000000000000012",
      "created_at" : "Wed Nov 16 20:12:12 +0000 2022",
      "favorited" : false,
      "full_text" : "new field @ned_harrow",
      "lang" : "en",
      "hologram" : 1
    }
  },
  {
    "tweet" : {}
  },
  {
    "other" : 1
  },
  "words"
]