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
            "text" : "three",
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
            "text" : "tw