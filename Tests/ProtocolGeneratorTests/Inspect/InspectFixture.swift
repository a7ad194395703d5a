@testable import ProtocolGenerator

/// Two small bundles of one release: shops sell items, and the experimental API lends them too.
enum InspectFixture {
  static func withBothBundles() throws -> ProtocolModel {
    let common = [shop, item, color, price, listParams, listResponse, soldNotification, notifications]
    return try model(
      stable: bundle(common + [requests([])]),
      experimental: bundle(common + [requests([lend]), lendParams])
    )
  }

  static func withOneBundle() throws -> ProtocolModel {
    try model(bundle([shop, item, color, price]))
  }

  private static func bundle(_ definitions: [String]) -> String {
    let top = definitions.filter { $0.hasPrefix("\"Client") || $0.hasPrefix("\"Server") }
    let versioned = definitions.filter { !top.contains($0) }
    let members = top + ["\"v2\": {\(versioned.joined(separator: ","))}"]
    return "{\"definitions\": {\(members.joined(separator: ","))}}"
  }

  private static let shop = """
    "Shop": {
      "description": "Where things are sold.\\n\\nOpen all day.",
      "type": "object",
      "required": ["shopId", "owner", "items"],
      "properties": {
        "shopId": {"type": "string", "description": "Who it is."},
        "owner": {"type": ["string", "null"]},
        "items": {"type": "array", "items": {"$ref": "#/definitions/v2/Item"}},
        "rating": {"type": ["number", "null"], "default": 2.5},
        "partner": {"$ref": "#/definitions/v2/Shop"},
        "notes": {"description": "[UNSTABLE] Anything.", "type": "object", "additionalProperties": true},
        "data": true
      }
    }
    """

  private static let item = """
    "Item": {
      "oneOf": [
        {"type": "object", "required": ["type"], "properties": {"type": {"const": "nothing"}}},
        {
          "type": "object",
          "required": ["type", "color", "price"],
          "properties": {
            "type": {"const": "paint"},
            "color": {"$ref": "#/definitions/v2/Color"},
            "price": {"$ref": "#/definitions/v2/Price"}
          }
        }
      ]
    }
    """

  private static let color = """
    "Color": {"type": "string", "enum": ["red", "dark-green"]}
    """

  private static let price = """
    "Price": {"type": "integer", "format": "uint32", "description": "Deprecated: use money instead."}
    """

  private static let listParams = """
    "ShopListParams": {"type": "object", "properties": {"limit": {"type": ["integer", "null"]}}}
    """

  private static let listResponse = """
    "ShopListResponse": {
      "type": "object",
      "required": ["shops"],
      "properties": {"shops": {"type": "array", "items": {"$ref": "#/definitions/v2/Shop"}}}
    }
    """

  private static let soldNotification = """
    "ItemSoldNotification": {
      "type": "object", "required": ["item"], "properties": {"item": {"$ref": "#/definitions/v2/Item"}}
    }
    """

  private static let lendParams = """
    "ItemLendParams": {
      "type": "object",
      "required": ["days"],
      "properties": {
        "days": {"type": "object", "required": ["count"], "properties": {"count": {"type": "integer"}}}
      }
    }
    """

  private static let notifications = """
    "ServerNotification": {"oneOf": [\(message("item/sold", "ItemSoldNotification"))]}
    """

  private static let lend = message("item/lend", "ItemLendParams", beside: requestID)

  private static func requests(_ more: [String]) -> String {
    let branches = [message("shop/list", "ShopListParams", beside: requestID)] + more
    return "\"ClientRequest\": {\"oneOf\": [\(branches.joined(separator: ","))]}"
  }

  private static let requestID = "\"id\": {\"type\": \"integer\"},"

  private static func message(_ method: String, _ params: String, beside: String = "") -> String {
    """
    {
      "type": "object",
      "description": "Says \(method).",
      "required": ["method", "params"\(beside.isEmpty ? "" : ", \"id\"")],
      "properties": {
        \(beside)
        "method": {"const": "\(method)"},
        "params": {"$ref": "#/definitions/v2/\(params)"}
      }
    }
    """
  }
}
