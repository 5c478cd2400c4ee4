extension LanguageRules {
  static let vietnamese = LanguageRules(
    titles: """
      TS tp ThS GS PGS BS DS KS KTS LS NS NSƯT NSND TSKH PTS BSCK CK Tp TP Tx TX Tt TT Q P H X Đ Ths
      Ts Gs Bs Ls Ks Nxb NXB Cty CTCP TNHH Đ/c đ/c Ô Vd VD vd Tr tr Th.S T.S Tp. Gs.Ts UV ĐBQH NGƯT
      NGND HLV Ng St Ste Thg Đt KTV GĐ PGĐ TGĐ CT PCT TBT TTg
      """,
    numbered: "số điều khoản đ đt tel tr q p mục k th stt t tập kỳ f km",
    ambiguous: "đ p q t h x tx tt tp CN",
    closing: "v.v vv etc",
    timesOfDay: "a.m p.m",
    starters: """
      ai anh ba biết bà bác bây bên bạn bằng bất bốn bởi chẳng chị chỉ cho chúng chưa chính chắc các
      cách cái còn có cô công cũng cả cần cậu của cùng con cứ do dù dưới dùng em giờ giữ gần gọi
      hai ho hiện hãy họ hơn hôm hỏi khi khác không khoảng kể lúc là làm luật luôn lần lệnh lại mang
      mà mong mọi một mỗi mặc muốn mấy nay ngay ngoài ngày ngược người nhiều nhà như nhưng nhân
      những nhờ nhất này nào nó năm nơi nếu phải phiên phía qua quý ra riêng rất rồi sau sao sáng sẽ
      song suốt sự số sở ta thay theo thế thì tháng thêm thưa thật thậm thẩm thứ thực tin tiếp tin
      toàn trong trên trước trừ trưa tuy tuyệt tôi tòa toà từ từng tất tại tối tới việc viên viết vì ví
      vào và văn vẫn về với vậy vừa xem xin xưa ông đang đã đâu đây đó đôi đơn đúng được đừng đấy để
      đến đến đối đồng đầu điều ở
      """,
    speech: "nói hỏi đáp kể bảo cho thưa",
    timePhrases: "lúc vào từ đến khoảng",
    labelled: """
      ô phần mẫu nhóm loại hạng mục lớp câu điểm bảng cột dòng hình lục hoạch gan vitamin nhà cổng
      khu lô đơn bước mức trang phòng tòa toà diện điều khoản chương đoạn
      giai
      """,
    namesAreCapitalised: true)
}
