internal import CLibxml2

/// One parse: owns the parser's context and turns its callbacks into events.
@safe final class XMLSession {
  private var context: xmlParserCtxtPtr?
  private let receiver: any XMLEventReceiver
  private let limits: XMLReader.Limits
  private let acceptsDocumentType: Bool
  private var names = NameTable()
  private var depth = 0
  private var textBytes = 0

  /// The first thing that went wrong.
  private(set) var failure: (any Error)?

  init(
    receiver: some XMLEventReceiver, limits: XMLReader.Limits, acceptsDocumentType: Bool
  ) throws {
    self.receiver = receiver
    self.limits = limits
    self.acceptsDocumentType = acceptsDocumentType
    var handler = unsafe Self.makeHandler()
    unsafe context = withUnsafeMutablePointer(to: &handler) {
      unsafe xmlCreatePushParserCtxt($0, nil, nil, 0, nil)
    }
    guard let context = unsafe context else {
      throw XMLFailure(
        code: .limit, location: XMLLocation(line: 1, column: 1), message: "out of memory")
    }
    // With no user data given, the callbacks receive the context itself; it leads back here.
    unsafe context.pointee._private = Unmanaged.passUnretained(self).toOpaque()
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue
    unsafe xmlCtxtUseOptions(
      context, Int32(bitPattern: options | XML_PARSE_BIG_LINES.rawValue))
  }

  deinit {
    if let document = unsafe context?.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe xmlFreeParserCtxt(context)
  }

  /// Parses the next bytes, of which there must be fewer than 2 GB.
  func feed(_ bytes: Span<UInt8>) {
    guard failure == nil else { return }
    unsafe bytes.withUnsafeBytes { buffer in
      let chunk = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      unsafe _ = xmlParseChunk(context, chunk, Int32(buffer.count), 0)
    }
  }

  /// Tells the parser that no bytes follow.
  func finish() {
    if failure == nil { unsafe xmlParseChunk(context, nil, 0, 1) }
  }

  /// Where the parser stands.
  var location: XMLLocation {
    guard let input = unsafe context?.pointee.input else { return XMLLocation(line: 1, column: 1) }
    return unsafe XMLLocation(
      line: Int(xmlSAX2GetLineNumber(context)), column: Int(input.pointee.col),
      offset: Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base))
  }

  private func stop(_ error: any Error) {
    guard failure == nil else { return }
    failure = error
    unsafe xmlStopParser(context)
  }

  private func stop(_ code: XMLFailure.Code, _ message: String, at location: XMLLocation? = nil) {
    stop(XMLFailure(code: code, location: location ?? self.location, message: message))
  }

  private func meetDocumentType() {
    guard !acceptsDocumentType else { return }
    stop(
      .documentType, "the file declares a document type (<!DOCTYPE …>); remove the declaration")
  }

  // MARK: Callbacks

  private static func session(_ context: UnsafeMutableRawPointer?) -> XMLSession? {
    guard let context = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self),
      let pointer = unsafe context.pointee._private
    else { return nil }
    return unsafe Unmanaged<XMLSession>.fromOpaque(pointer).takeUnretainedValue()
  }

  private static func makeHandler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.startElementNs = {
      context, local, prefix, uri, _, _, count, _, attributes in
      unsafe XMLSession.session(context)?.start(
        local, prefix, uri, attributes: attributes, count: Int(count))
    }
    unsafe handler.endElementNs = { context, local, prefix, uri in
      unsafe XMLSession.session(context)?.end(local, prefix, uri)
    }
    unsafe handler.characters = { unsafe XMLSession.session($0)?.characters($1, Int($2)) }
    unsafe handler.cdataBlock = { unsafe XMLSession.session($0)?.characters($1, Int($2)) }
    unsafe handler.internalSubset = { context, _, _, _ in
      unsafe XMLSession.session(context)?.meetDocumentType()
    }
    // Where a document type is accepted, nothing of it is: neither what it declares nor a reference
    // to it, which would vanish from the text without a word.
    unsafe handler.entityDecl = { context, _, _, _, _, _ in
      unsafe XMLSession.session(context)?.stop(
        .documentType, "the file declares entities; remove the declarations")
    }
    unsafe handler.reference = { context, name in
      unsafe XMLSession.session(context)?.stop(
        .documentType, "the file refers to an entity, “&\(text(name));”; write what it stands for")
    }
    unsafe handler.serror = { context, error in
      guard let error = unsafe error else { return }
      let message = unsafe String(cString: l10n_xml_error_message(error))
      unsafe XMLSession.session(context)?.report(
        message, level: error.pointee.level, line: Int(error.pointee.line),
        column: Int(error.pointee.int2))
    }
    return unsafe handler
  }

  private func start(
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
      try receiver.startElement(
        unsafe names[local, prefix, namespace],
        attributes: unsafe XMLAttributes(attributes, count: count), at: location)
    } catch {
      stop(error)
    }
  }

  private func end(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?
  ) {
    guard failure == nil else { return }
    depth -= 1
    textBytes = 0
    do {
      try receiver.endElement(unsafe names[local, prefix, namespace], at: location)
    } catch {
      stop(error)
    }
  }

  private func characters(_ start: UnsafePointer<xmlChar>?, _ count: Int) {
    guard failure == nil, let start = unsafe start else { return }
    textBytes += count
    if textBytes > limits.textBytes {
      return stop(.limit, "a text is longer than \(limits.textBytes) bytes")
    }
    let buffer = unsafe UnsafeBufferPointer(start: start, count: count)
    receiver.characters(unsafe String(decoding: buffer, as: UTF8.self))
  }

  /// Keeps the first error; warnings, such as one about a relative namespace name, pass.
  private func report(_ message: String, level: xmlErrorLevel, line: Int, column: Int) {
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
