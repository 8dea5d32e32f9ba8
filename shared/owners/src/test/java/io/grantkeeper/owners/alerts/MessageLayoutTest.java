package io.grantkeeper.owners.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.owners.alerts.mail.MailChannel;
import io.grantkeeper.owners.alerts.mail.MailMessage;
import io.grantkeeper.owners.alerts.slack.SlackChannel;
import io.grantkeeper.owners.alerts.slack.SlackMessagingClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;

/**
 * Tests that every message stays within the limits of its channel, and that the plain text and the HTML of an email
 * have the same content.
 */
class MessageLayoutTest {
    private static final SenderContact SENDER =
            new SenderContact(Optional.of("Acme & Sons"), "Security", "security@acme.example");
    private static final MailChannel MAIL = new MailChannel((_, id, _) -> id, "acme.example", Optional.of(SENDER));
    private static final SlackChannel SLACK = new SlackChannel(
            new SlackMessagingClient(
                    HttpClient.newHttpClient(), URI.create("http://127.0.0.1:9/"), () -> Secret.of("unused")),
            Optional.of(SENDER));
    private static final Pattern TAG = Pattern.compile("<style>[^<]{0,9000}</style>|<[^>]{1,9000}>");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]{1,9000})\"");

    @Provide
    Arbitrary<AlertMessage> messages() {
        Arbitrary<String> words = Arbitraries.strings()
                .withChars("abcdefghij KLMNO <>&\"'*_~`éß漢")
                .ofMinLength(1)
                .ofMaxLength(60)
                .map(text -> "w" + text.strip().replaceAll(" +", " "));
        Arbitrary<String> longer = Arbitraries.integers()
                .between(1, 120)
                .flatMap(times -> words.map(text -> String.join(" ", java.util.Collections.nCopies(times, text))));
        Arbitrary<AlertMessage.Point> point = Combinators.combine(
                        words, words.list().ofMaxSize(3), words, longer)
                .as((headline, after, why, advice) -> new AlertMessage.Point(
                        headline,
                        List.of("read mail"),
                        after,
                        Optional.of(why),
                        "1 May 2026",
                        List.of(why),
                        advice,
                        why));
        Arbitrary<AnswerChoice> choice = Combinators.combine(
                        words, Arbitraries.of(AnswerChoice.Weight.values()), Arbitraries.of(true, false), words)
                .as((label, weight, button, effect) -> new AnswerChoice(
                        "keep",
                        label,
                        weight,
                        button ? Optional.of("t".repeat(1_000)) : Optional.empty(),
                        "https://grantkeeper.acme.example/answers/" + "t".repeat(1_000),
                        effect));
        return Combinators.combine(
                        longer,
                        words,
                        Arbitraries.of(Severity.values()),
                        point.list().ofMaxSize(25),
                        longer.list().ofMaxSize(14),
                        choice.list().ofMaxSize(30),
                        words,
                        longer)
                .as((title, subject, severity, points, reaches, choices, source, use) -> new AlertMessage(
                        title,
                        subject,
                        severity,
                        "You are asked because you installed it.",
                        points,
                        reaches,
                        use,
                        reaches,
                        "google-acme/oauth-client/1",
                        "Everything it can do now",
                        choices,
                        source,
                        "Do you need it?"));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static List<String> facts(AlertMessage message) {
        List<String> facts = new ArrayList<>(List.of(
                message.title(),
                message.status(),
                message.subject(),
                message.why(),
                message.use(),
                message.identity(),
                SENDER.sentence()));
        facts.addAll(message.reaches());
        facts.addAll(message.elsewhere());
        for (AlertMessage.Point point : message.points()) {
            facts.addAll(List.of(point.headline(), point.when(), point.advice(), point.basis()));
            facts.addAll(point.before());
            facts.addAll(point.after());
            facts.addAll(point.reasons());
            point.by().ifPresent(facts::add);
        }
        for (AnswerChoice choice : message.choices()) {
            facts.addAll(List.of(choice.label(), choice.effect()));
        }
        if (!message.choices().isEmpty()) {
            facts.add(message.question());
            facts.add(message.reachesTitle().isEmpty() ? "" : message.choicesTitle());
        }
        return facts.stream().map(MessageLayoutTest::plain).toList();
    }

    @Property(seed = "48", tries = 60)
    void plainTextAndHtmlOfMailHaveSameContent(@ForAll("messages") AlertMessage message) {
        MailMessage mail = ModelJson.read(MAIL.render(message), MailMessage.class);
        String html = plain(TAG.matcher(mail.html())
                .replaceAll(" ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&"));
        String text = plain(mail.text());
        for (String fact : facts(message)) {
            assertThat(html).contains(fact);
            assertThat(text).contains(fact);
        }
        for (AnswerChoice choice : message.choices()) {
            assertThat(mail.text()).contains(choice.page());
        }
        assertThat(LINK.matcher(mail.html()).results().map(link -> link.group(1)))
                .containsExactlyElementsOf(
                        message.choices().stream().map(AnswerChoice::page).toList());
    }

    @Property(seed = "49", tries = 20)
    void mailUsesTablesAndLoadsNothing(@ForAll("messages") AlertMessage message) {
        String html = ModelJson.read(MAIL.render(message), MailMessage.class).html();
        assertThat(html)
                .contains("width=\"600\"", "max-width:600px", "prefers-color-scheme:dark", "color-scheme")
                .doesNotContain("display:flex", "display:grid", "<img", "<link", "<script", "url(", "@import");
    }

    @Property(seed = "50", tries = 60)
    void slackMessagesStayWithinSlacksLimits(@ForAll("messages") AlertMessage message) {
        JsonNode rendered = ModelJson.mapper().readTree(SLACK.render(message));
        JsonNode blocks = rendered.path("blocks");
        assertThat(blocks.size()).isBetween(1, 50);
        for (JsonNode block : blocks) {
            switch (block.path("type").asString("")) {
                case "header" -> length(block.path("text"), 150);
                case "section" -> length(block.path("text"), 3_000);
                case "context" -> {
                    assertThat(block.path("elements").size()).isBetween(1, 10);
                    block.path("elements").forEach(element -> length(element, 3_000));
                }
                case "actions" -> {
                    assertThat(block.path("elements").size()).isBetween(1, 25);
                    block.path("elements").forEach(MessageLayoutTest::button);
                }
                case "divider" -> assertThat(block.size()).isEqualTo(1);
                default -> throw new AssertionError("an unexpected block: " + block);
            }
        }
    }

    private static void length(JsonNode text, int most) {
        assertThat(text.path("text").asString("").length()).isBetween(1, most);
    }

    private static void button(JsonNode button) {
        length(button.path("text"), 75);
        assertThat(button.path("action_id").asString("").length()).isBetween(1, 255);
        assertThat(button.path("value").asString("").length()).isLessThanOrEqualTo(2_000);
        assertThat(button.path("url").asString("").length()).isLessThanOrEqualTo(3_000);
        if (button.has("confirm")) {
            length(button.path("confirm").path("title"), 100);
            length(button.path("confirm").path("text"), 300);
            length(button.path("confirm").path("confirm"), 30);
            length(button.path("confirm").path("deny"), 30);
        }
    }
}
