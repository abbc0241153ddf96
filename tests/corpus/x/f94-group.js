window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "1612345678901234567",
      "messages" : [
        {
          "messageCreate" : {
            "reactions" : [
              {
                "senderId" : "1483823434811224066",
                "reactionKey" : "like",
                "eventId" : "7",
                "createdAt" : "2022-01-27T16:00:00.000Z"
              },
              {
                "senderId" : "903948573",
                "reactionKey" : "funny",
                "eventId" : "8",
                "createdAt" : "2022-01-27T16:00:00.000Z"
              }
            ],
            "urls" : [],
            "text" : "in the group",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000009",
            "createdAt" : "2022-01-27T15:09:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "from Cy",
            "mediaUrls" : [],
            "senderId" : "903948573",
            "id" : "1486726000000000008",
            "createdAt" : "2022-01-27T15:08:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "from Ada",
            "mediaUrls" : [],
            "senderId" : "1483823434811224066",
            "id" : "1486726000000000007",
            "createdAt" : "2022-01-27T15:07:52.744Z",
            "editHistory" : []
          }
        },
        {
          "reactionCreate" : {
            "senderId" : "2244994945",
            "reactionKey" : "sad",
            "eventId" : "9",
            "createdAt" : "2022-01-27T16:00:00.000Z"
          }
        },
        {
          "conversationNameUpdate" : {
            "initiatingUserId" : "2244994945",
            "name" : "Ada & me",
            "createdAt" : "2022-01-27T16:00:00.000Z"
          }
        },
        {
          "participantsLeave" : {
            "userIds" : [
              "903948573"
            ],
            "createdAt" : "2022-01-27T16:00:00.000Z"
          }
        },
        {
          "participantsJoin" : {
            "initiatingUserId" : "2244994945",
            "userIds" : [
              "903948573",
              "77"
            ],
            "createdAt" : "2022-01-27T16:00:00.000Z"
          }
        },
        {
          "joinConversation" : {
            "initiatingUserId" : "2244994945",
            "participantsSnapshot" : [
              "2244994945",
              "903948573",
              "1483823434811224066"
            ],
            "createdAt" : "2022-01-27T16:00:00.000Z"
          }
        },
        {
          "screenCapture" : {
            "senderId" : "2244994945"
          }
        }
      ]
    }
  },
  {
    "dmConversation" : {
      "conversationId" : "1612345678901234568",
      "messages" : [
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "in a group of others",
            "mediaUrls" : [],
            "senderId" : "903948573",
            "id" : "1486726000000000011",
            "createdAt" : "2022-01-27T15:11:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "from Ada",
            "mediaUrls" : [],
            "senderId" : "1483823434811224066",
            "id" : "1486726000000000012",
            "createdAt" : "2022-01-27T15:12:52.744Z",
            "editHistory" : []
          }
        }
      ]
    }
  },
  {
    "dmConversation" : {
      "conversationId" : "1612345678901234569",
      "messages" : [
        {
          "joinConversation" : {
            "initiatingUserId" : "903948573",
            "participantsSnapshot" : [
              "2244994945",
              "903948573",
              "1483823434811224066"
            ],
            "createdAt" : "2022-01-27T16:00:00.000Z"
          }
        },
        {
          "messageCreate" : {
            "reactions" : [],
            "urls" : [],
            "text" : "he says nothing here",
            "mediaUrls" : [],
            "senderId" : "1483823434811224066",
            "id" : "1486726000000000013",
            "createdAt" : "2022-01-27T15:13:52.744Z",
            "editHistory" : []
          }
        }
      ]
    }
  }
]