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
            "text" : "two",
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
            "text" : "one",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000001",
            "createdAt" : "2022-01-27T15:01:52.744Z",
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
            "text" : "tea?",
            "mediaUrls" : [],
            "senderId" : "903948573",
            "id" : "1486726000000000004",
            "createdAt" : "2022-01-27T15:04:52.744Z",
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
]window.YTD.direct_messages.part0 = [
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
            "text" : "two",
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
            "text" : "one",
            "mediaUrls" : [],
            "senderId" : "2244994945",
            "id" : "1486726000000000001",
            "createdAt" : "2022-01-27T15:01:52.744Z",
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
            "text" : "tea?",
            "mediaUrls" : [],
            "senderId" : "903948573",
            "id" : "1486726000000000004",
            "createdAt" : "2022-01-27T15:04:52.744Z",
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