package io.grantkeeper.identity.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTML writer")
class HtmlWriterTest {
    @Test
    void escapesText() {
        assertThat(new HtmlWriter().text("<a href='x'>\"A & B\"</a>").toString())
                .isEqualTo("&lt;a href=&#39;x&#39;&gt;&quot;A &amp; B&quot;&lt;/a&gt;");
    }

    @Test
    void omitsAttributesFromClosingTag() {
        assertThat(new HtmlWriter()
                        .element("a href=" + HtmlWriter.quoted("?a=1&b=\"2\""), "more")
                        .toString())
                .isEqualTo("<a href=\"?a=1&amp;b=&quot;2&quot;\">more</a>");
    }

    @Test
    void nestsElements() {
        HtmlWriter content = new HtmlWriter().list(List.of("a", "<b>")).list(List.of());
        assertThat(new HtmlWriter()
                        .element("div", content)
                        .open("p class=\"x\"")
                        .emptyElement("br")
                        .close("p class=\"x\"")
                        .raw("<hr>")
                        .toString())
                .isEqualTo("<div><ul><li>a</li><li>&lt;b&gt;</li></ul></div><p class=\"x\"><br></p><hr>");
    }
}
