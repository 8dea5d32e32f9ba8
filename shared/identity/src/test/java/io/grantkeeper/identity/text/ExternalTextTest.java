package io.grantkeeper.identity.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.property.testkit.HostileNames;
import java.text.Normalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("External text")
class ExternalTextTest {
    private static final NonHumanIdentity HOSTILE = NonHumanIdentity.of(
            new IdentityId(new ConnectionId("google-acme"), IdentityKind.OAUTH_CLIENT, "1"),
            new ProviderId("google"),
            "oauth-client",
            "Notely\u001b[31m\u202Egpj.\u200Bexe e\u0301");

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void showsHostileNameAsOneHarmlessLine(String name) {
        String text = ExternalText.of(name).text();
        assertThat(HostileNames.firstHarmful(text)).isEmpty();
        assertThat(text).contains(HostileNames.VISIBLE).doesNotContain("\n", "\r", "\t");
        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(ExternalText.MAX_LENGTH);
        assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
        assertThat("%s".formatted(ExternalText.of(name))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Otter.ai",
                "Lee Çelik",
                "Dana Işık",
                "株式会社 葛\uDB40\uDD00城",
                "שירות הודעות",
                "خدمة",
                "نامه\u200Cها",
                "श्री क्\u200Dष",
                "ශ්\u200Dරී ලංකා",
                "Nguyễn Thị Ánh",
                "👩\u200D💻 Dev bot",
                "👩🏽\u200D🚀",
                "❤\uFE0F\u200D🔥 ☎\uFE0F 1\uFE0F\u20E3 ™\uFE0F",
                "a  b\u00A0c",
                "naïve — “quoted” … ©"
            })
    void keepsHarmlessName(String name) {
        assertThat(ExternalText.of(name).text()).isEqualTo(name);
        assertThat(TextNormalization.escapeInJson(name)).isEqualTo(name);
        assertThat(TextNormalization.lines(name)).isEqualTo(name);
    }

    @Test
    void storesRawTextSoThatRowsAndDigestsStayTheSame() {
        String row = ModelJson.write(HOSTILE);
        // The row that the version before this type wrote: digests are hashes of this text.
        assertThat(row)
                .isEqualTo("{\"id\":\"google-acme/oauth-client/1\",\"provider\":\"google\",\"form\":\"oauth-client\","
                        + "\"displayName\":\"Notely\\u001B[31m\u202Egpj.\u200Bexe e\u0301\",\"aliases\":[],"
                        + "\"publisher\":null,\"domains\":[],\"standing\":\"UNKNOWN\",\"created\":\"unknown\","
                        + "\"ownerClues\":[],\"attributes\":{}}");
        assertThat(ModelJson.read(row, NonHumanIdentity.class)).isEqualTo(HOSTILE);
        assertThat(ModelJson.mapper().writeValueAsString(HOSTILE)).isEqualTo(row);
    }

    @Test
    void comparesRawTexts() {
        assertThat(ExternalText.of("Notely\u200B")).isNotEqualTo(ExternalText.of("Notely"));
        assertThat(ExternalText.of("Notely\u200B")).isGreaterThan(ExternalText.of("Notely"));
        assertThat(ExternalText.of("\u200BA")).isLessThan(ExternalText.of("B"));
    }

    @Test
    void replacesControlCharactersAndRemovesInvisibleOnes() {
        assertThat(HOSTILE.displayName().text()).isEqualTo("Notely\uFFFD[31mgpj.exe \u00E9");
        assertThat(ExternalText.of("a\r\nb\u2028c\td").text()).isEqualTo("a b c d");
        assertThat(TextNormalization.lines("a\r\nb\rc\u0085d\te")).isEqualTo("a\r\nb\nc d\te");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u3164\u202E", "   ", "\u2800", "\u00A0\u200D"})
    void makesInvisibleNameVisible(String name) {
        assertThat(ExternalText.of(name).text()).isEqualTo("\uFFFD");
    }

    @Test
    void truncatesLongName() {
        assertThat(ExternalText.of("x".repeat(256)).text()).hasSize(256).doesNotContain("…");
        assertThat(ExternalText.of("x".repeat(257)).text()).hasSize(256).endsWith("x…");
        assertThat(ExternalText.of("👩".repeat(300)).text()).endsWith("👩…");
    }

    @ParameterizedTest
    @MethodSource("io.grantkeeper.property.testkit.HostileNames#all")
    void escapesHostileNameInJsonWithoutChangingIt(String name) {
        String json = ModelJson.mapper().writeValueAsString(new Named(name));
        String escaped = TextNormalization.escapeInJson(json);
        assertThat(HostileNames.firstHarmful(escaped.replaceAll("[\u031b\u0321\u0322\u0334\u0335]", "")))
                .isEmpty();
        assertThat(ModelJson.mapper().readValue(escaped, Named.class).name()).isEqualTo(name);
    }

    record Named(String name) {}

    @Property(seed = "11", tries = 5_000)
    void doesNotChangeNormalizedText(@ForAll("texts") String text) {
        String once = TextNormalization.oneLine(text);
        assertThat(TextNormalization.oneLine(once)).isEqualTo(once);
        assertThat(Normalizer.isNormalized(once, Normalizer.Form.NFC)).isTrue();
        String lines = TextNormalization.lines(text);
        assertThat(TextNormalization.lines(lines)).isEqualTo(lines);
        String external = ExternalText.of(text).text();
        assertThat(ExternalText.of(external).text()).isEqualTo(external);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.oneOf(
                Arbitraries.of(HostileNames.all().stream()
                        .filter(name -> name.length() < 300)
                        .toList()),
                Arbitraries.of(
                        "\u200D", "\u200C", "\uFE0F", "👩", "💻", "ह", "्", "ن", "e\u0301", "\u0301", "\uD83D",
                        "\uDC69", "\r", "\n", "\t", " ", "1", "\u20E3"),
                Arbitraries.strings().ofMaxLength(4));
        return parts.list().ofMaxSize(8).map(list -> String.join("", list));
    }

    @Test
    @Timeout(300)
    void takesLinearTimeForMarksOfAlternatingClasses() {
        String marks = "e" + "\u0301\u0323".repeat(500_000);
        assertThat(TextNormalization.oneLine(marks).length()).isLessThanOrEqualTo(5);
    }

    @Test
    void quotesArgumentOfSuggestedCommand() {
        assertThat(ShellQuoting.argument("google-acme/oauth-client/1-a.apps_b@c"))
                .isEqualTo("google-acme/oauth-client/1-a.apps_b@c");
        assertThat(ShellQuoting.argument("x$(reboot)'; reboot")).isEqualTo("'x$(reboot)'\\''; reboot'");
        assertThat(ShellQuoting.argument("")).isEqualTo("''");
    }
}
