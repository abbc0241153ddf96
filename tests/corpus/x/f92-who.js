window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "2244994945-1483823434811224066",
      "messages" : [
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "to is missing",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000001",
            "createdAt" : "2022-01-27T15:01:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "and here",
            "mediaUrls" : [],
            "senderId" : "1483823434811224066",
            "id" : "1486726000000000002",
            "createdAt" : "2022-01-27T15:02:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "a stranger in it",
            "mediaUrls" : [],
            "senderId" : "903948573",
            "id" : "1486726000000000003",
            "createdAt" : "2022-01-27T15:03:52.744Z",
            "editHistory" : []
          }
        }
      ]
    }
  },
  {
    "dmConversation" : {
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "no conversation",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000004",
            "createdAt" : "2022-01-27T15:04:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "2244994945",
            "reactions" : [],
            "urls" : [],
            "text" : "nor here",
            "mediaUrls" : [],
            "senderId" : "1483823434811224066",
            "id" : "1486726000000000005",
            "createdAt" : "2022-01-27T15:05:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "alone",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000006",
            "createdAt" : "2022-01-27T15:06:52.744Z",
            "editHistory" : []
          }
        }
      ]
    }
  },
  {
    "dmConversation" : {
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "the number comes later",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000007",
            "createdAt" : "2022-01-27T15:07:52.744Z",
            "editHistory" : []
          }
        }
      ],
      "conversationId" : "2244994945-1483823434811224066"
    }
  },
  {
    "dmConversation" : {
      "conversationId" : "2244994945-1483823434811224066",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "as a number",
            "mediaUrls" : [],
            "senderId" : 2244994945,
            "id" : "1486726000000000008",
            "createdAt" : "2022-01-27T15:08:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "no sender",
            "mediaUrls" : [],
            "id" : "1486726000000000009",
            "createdAt" : "2022-01-27T15:09:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "odd",
            "mediaUrls" : [],
            "senderId" : "-1",
            "id" : "1486726000000000010",
            "createdAt" : "2022-01-27T15:10:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "2244994945",
            "reactions" : [],
            "urls" : [],
            "text" : "no",
            "mediaUrls" : [],
            "senderId" : "1483823434811224066",
            "id" : "1486726000000000050",
            "createdAt" : "2022-01-27T15:50:52.744Z",
            "editHistory" : []
          }
        }
      ]
    }
  }
]