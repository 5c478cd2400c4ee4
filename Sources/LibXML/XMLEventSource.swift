internal import CLibxml2

/// Turns the parser's callbacks into events, within the limits, and stops the parser at the first
/// thing wrong.
@safe struct XMLEventSource: ~Copyable {
  private let context: xmlParserCtxtPtr
  private let receiver: any XMLEventReceiver
  private let limits: XMLReader.Limits
  private let acceptsDocumentType: Bool
  private var names = NameTable()
  private var depth = 0
  private var textBytes = 0

  /// The first thing that went wrong.
  private(set) var failure: (any Error)?

  init(
    _ context: xmlParserCtxtPtr, receiver: any XMLEventReceiver, limits: XMLReader.Limits,
    acceptsDocumentType: Bool
  ) {
    unsafe self.context = context
    self.receiver = receiver
    self.limits = limits
    self.acceptsDocumentType = acceptsDocumentType
  }

  /// Where the parser stands.
  var location: XMLLocation {
    guard let input = unsafe context.pointee.input else { return XMLLocation(line: 1, column: 1) }
    return unsafe XMLLocation(
      line: Int(xmlSAX2GetLineNumber(context)), column: Int(input.pointee.col),
      offset: Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base))
  }

  private mutating func stop(_ error: any Error) {
    guard failure == nil else { return }
    failure = error
    unsafe xmlStopParser(context)
  }

  mutating func stop(
    _ code: XMLFailure.Code, _ message: String, at location: XMLLocation? = nil
  ) {
    stop(XMLFailure(code: code, location: location ?? self.location, message: message))
  }

  mutating func meetDocumentType() {
    guard !acceptsDocumentType else { return }
    stop(
      .documentType, "the file declares a document type (<!DOCTYPE …>); remove the declaration")
  }

  mutating func start(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?,
    attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
  ) {
    guard failure == nil else { return }
    depth += 1
    textBytes = 0
    if depth > limits.depth {
      return stop(.limit, "elements are nested deeper than \(limits.depth)")
    }
    if names.count > limits.names {
      return stop(.limit, "elements have more than \(limits.names) different names")
    }
    do {
      try unsafe names[local, prefix, namespace]._withUnsafeGuaranteedRef { name in
        try receiver.startElement(
          name, attributes: unsafe XMLAttributes(attributes, count: count), at: location)
      }
    } catch {
      stop(error)
    }
  }

  mutating func end(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?
  ) {
    guard failure == nil else { return }
    depth -= 1
    textBytes = 0
    do {
      try unsafe names[local, prefix, namespace]._withUnsafeGuaranteedRef { name in
        try receiver.endElement(name, at: location)
      }
    } catch {
      stop(error)
    }
  }

  mutating func characters(_ start: UnsafePointer<xmlChar>?, _ count: Int) {
    guard failure == nil, let start = unsafe start else { return }
    textBytes += count
    if textBytes > limits.textBytes {
      return stop(.limit, "a text is longer than \(limits.textBytes) bytes")
    }
    receiver.characters(unsafe Span(_unsafeStart: start, count: count))
  }

  /// Keeps the first error; warnings, such as one about a relative namespace name, pass.
  mutating func report(_ message: String, level: xmlErrorLevel, line: Int, column: Int) {
    guard level.rawValue >= XML_ERR_ERROR.rawValue else { return }
    let text = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    // The parser's own bound on what it must hold in one piece.
    let isLimit = text.contains("Huge input lookup")
    stop(
      isLimit ? .limit : .notWellFormed,
      isLimit ? "a comment, an instruction or a CDATA section is longer than 10 MB" : text,
      at: line > 0 ? XMLLocation(line: line, column: max(column, 1)) : nil)
  }
}
