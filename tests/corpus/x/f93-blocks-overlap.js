window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "2244994945-1483823434811224066",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 7",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000007",
            "createdAt" : "2022-01-27T15:07:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 6",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000006",
            "createdAt" : "2022-01-27T15:06:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 5",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000005",
            "createdAt" : "2022-01-27T15:05:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 4",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000004",
            "createdAt" : "2022-01-27T15:04:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 3",
            "mediaUrls" : [],
            "senderId" : "2244994945",
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
      "conversationId" : "903948573-1483823434811224066",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "between",
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
      "conversationId" : "2244994945-1483823434811224066",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 4",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000004",
            "createdAt" : "2022-01-27T15:04:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 3",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000003",
            "createdAt" : "2022-01-27T15:03:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 2",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000002",
            "createdAt" : "2022-01-27T15:02:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 1",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000001",
            "createdAt" : "2022-01-27T15:01:52.744Z",
            "editHistory" : []
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "message 0",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000000",
            "createdAt" : "2022-01-27T15:00:52.744Z",
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