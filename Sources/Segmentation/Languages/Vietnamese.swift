extension LanguageRules {
  static let vietnamese = LanguageRules(
    titles: Set(
      words: """
        TS ThS GS PGS BS DS KS KTS CN LS NS NSƯT NSND TSKH PTS ThS.BS BS.CK GS.TS PGS.TS Tp TP Tx
        TX Tt TT Q P H X Đ Ths Ts Gs Bs Ls Ks Nxb NXB Cty CTCP TNHH Đ/c đ/c Ô Vd VD vd Tr tr
        """),
    numbered: Set(words: "số điều khoản đ đt tel tr q p mục k th stt t"),
    ambiguous: Set(words: "TW TƯ UBND HĐND CHXHCN VN HCM HN"),
    closing: Set(words: "v.v etc"),
    starters: Set(
      words: """
        Ai Anh Biết Bà Bây Bên Bạn Bất Bởi Chị Chỉ Cho Chúng Chưa Cho Các Có Còn Cô Công Cũng Cả
        Của Cùng Cần Cứ Do Dù Dưới Dùng Em Giờ Gọi Giữ Hiện Hãy Họ Hơn Hai Hôm Hỏi Khi Không Khoảng
        Kể Lúc Là Làm Luật Luôn Lệnh Mang Mà Mọi Một Mỗi Mặc Muốn Ngay Ngoài Ngày Người Ngược Nhiều
        Nhân Nhưng Những Nhờ Như Nay Nếu Nó Nhà Ông Phải Phiên Quý Ra Rất Rồi Sau Sao Sẽ Song Sự Số
        Ta Tại Tất Theo Thì Tháng Thế Thêm Thẩm Tin Trong Trên Trước Trừ Từ Tuy Tuyệt Tôi Tòa Toà
        Vào Vậy Về Viên Vì Viết Văn Với Xem Xin Đang Đã Đây Đó Đôi Đơn Đúng Được Đừng Để Đến Đối Ở
        """))
}
