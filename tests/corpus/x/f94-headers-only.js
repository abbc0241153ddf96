window.YTD.direct_message_headers.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "2244994945-1483823434811224066",
      "messages" : [
        {
          "messageCreate" : {
            "recipientId" : "1483823434811224066",
            "reactions" : [],
            "urls" : [],
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000001",
            "createdAt" : "2022-01-27T15:01:52.744Z",
            "editHistory" : []
          }
        }
      ]
    }
  }
]