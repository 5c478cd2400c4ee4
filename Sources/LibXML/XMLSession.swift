internal import CLibxml2

/// One parse: owns the parser's context, and the state of the events that its callbacks turn into.
@safe final class XMLSession {
  private let context: xmlParserCtxtPtr
  /// Callbacks come by the million: through a pointer none costs a reference count or a check for
  /// exclusive access.
  private let source: UnsafeMutablePointer<XMLEventSource>

  /// The first thing that went wrong.
  var failure: (any Error)? { unsafe source.pointee.failure }

  /// Where the parser stands.
  var location: XMLLocation { unsafe source.pointee.location }

  init(
    receiver: some XMLEventReceiver, limits: XMLReader.Limits, acceptsDocumentType: Bool
  ) throws {
    var handler = unsafe Self.makeHandler()
    let context = unsafe withUnsafeMutablePointer(to: &handler) {
      unsafe xmlCreatePushParserCtxt($0, nil, nil, 0, nil)
    }
    guard let context = unsafe context else {
      throw XMLFailure(
        code: .limit, location: XMLLocation(line: 1, column: 1), message: "out of memory")
    }
    unsafe self.context = context
    unsafe source = .allocate(capacity: 1)
    unsafe source.initialize(
      to: XMLEventSource(
        context, receiver: receiver, limits: limits, acceptsDocumentType: acceptsDocumentType))
    // With no user data given, the callbacks receive the context itself; it leads to the source.
    unsafe context.pointee._private = UnsafeMutableRawPointer(source)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue
    unsafe xmlCtxtUseOptions(
      context, Int32(bitPattern: options | XML_PARSE_BIG_LINES.rawValue))
  }

  deinit {
    if let document = unsafe context.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe xmlFreeParserCtxt(context)
    unsafe source.deinitialize(count: 1)
    unsafe source.deallocate()
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

  // MARK: Callbacks

  @inline(__always)
  private static func source(
    _ context: UnsafeMutableRawPointer?
  ) -> UnsafeMutablePointer<XMLEventSource>? {
    unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private?
      .assumingMemoryBound(to: XMLEventSource.self)
  }

  private static func makeHandler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.startElementNs = {
      context, local, prefix, uri, _, _, count, _, attributes in
      unsafe XMLSession.source(context)?.pointee.start(
        local, prefix, uri, attributes: attributes, count: Int(count))
    }
    unsafe handler.endElementNs = { context, local, prefix, uri in
      unsafe XMLSession.source(context)?.pointee.end(local, prefix, uri)
    }
    unsafe handler.characters = { unsafe XMLSession.source($0)?.pointee.characters($1, Int($2)) }
    unsafe handler.cdataBlock = { unsafe XMLSession.source($0)?.pointee.characters($1, Int($2)) }
    unsafe handler.internalSubset = { context, _, _, _ in
      unsafe XMLSession.source(context)?.pointee.meetDocumentType()
    }
    // Where a document type is accepted, nothing of it is: neither what it declares nor a reference
    // to it, which would vanish from the text without a word.
    unsafe handler.entityDecl = { context, _, _, _, _, _ in
      unsafe XMLSession.source(context)?.pointee.stop(
        .documentType, "the file declares entities; remove the declarations")
    }
    unsafe handler.reference = { context, name in
      unsafe XMLSession.source(context)?.pointee.stop(
        .documentType, "the file refers to an entity, “&\(text(name));”; write what it stands for")
    }
    unsafe handler.serror = { context, error in
      guard let error = unsafe error else { return }
      let message = unsafe String(cString: l10n_xml_error_message(error))
      unsafe XMLSession.source(context)?.pointee.report(
        message, level: error.pointee.level, line: Int(error.pointee.line),
        column: Int(error.pointee.int2))
    }
    return unsafe handler
  }
}
