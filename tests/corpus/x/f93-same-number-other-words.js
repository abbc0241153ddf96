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
            "text" : "first",
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
            "text" : "second",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000001",
            "createdAt" : "2022-01-27T15:01:52.744Z",
            "editHistory" : [
              {
                "text" : "first"
              }
            ]
          }
        },
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "text" : "first",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000001",
            "createdAt" : "2022-01-27T15:01:52.744Z",
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