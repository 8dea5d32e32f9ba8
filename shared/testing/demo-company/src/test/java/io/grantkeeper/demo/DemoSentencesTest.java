package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DemoSentencesTest {
    @Test
    void joinsWrappedLines() {
        String wrapped = """
                You are asked because you installed it on 3 May, and because nobody else has
                answered.

                What it can do:
                  - Read all mail
                  - Send mail
                """;
        assertThat(DemoSentences.unwrapped(wrapped))
                .containsExactly(
                        "You are asked because you installed it on 3 May, and because nobody else has answered.",
                        "",
                        "What it can do:",
                        "- Read all mail",
                        "- Send mail");
    }

    @Test
    void readsTextOfPage() {
        assertThat(DemoSentences.text(
                                "<html><body class=\"x\"><h1>Revoke it?</h1><p>2 people lose &lt;b&gt;.</p></body>")
                        .getFirst()
                        .lines()
                        .filter(line -> !line.isEmpty()))
                .containsExactly("Revoke it?", "2 people lose <b>.");
    }

    @Test
    void splitsSentencesButNotProductNames() {
        assertThat(DemoSentences.sentences("Otter.ai can read mail. Do you need it? - No. 2 of 3 do"))
                .containsExactly("Otter.ai can read mail.", "Do you need it? - No. 2 of 3 do");
        assertThat(DemoSentences.sentences("https://grantkeeper.acme.example/answers/x"))
                .isEmpty();
    }
}
