package io.grantkeeper.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.Ticket;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequested;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.Samples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message offers")
class AskingTest {
    private static final Finding OTHER = Samples.finding(Samples.appId("notes"), "f1", Severity.HIGH);
    private final Tickets tickets =
            new Tickets(() -> List.of(Secret.of("a key of the tests, which guards nothing at all")));
    private final Asking asking = new Asking(
            new InMemoryQuestionStore(),
            new AnswerLinks(URI.create("https://grantkeeper.acme.example"), tickets, Duration.ofDays(30)),
            true);

    private static Finding request(String id, String sentence) {
        return new Finding(
                AccessRequested.key(id),
                Samples.appId("notes"),
                FindingType.ACCESS_REQUESTED,
                Severity.MEDIUM,
                FindingStatus.OPEN,
                "asks for access",
                List.of(),
                List.of(sentence),
                List.of(),
                "Allow it, or refuse it.",
                Knowledge.unknown(),
                List.of(),
                Samples.NOON,
                Optional.empty(),
                Optional.empty());
    }

    private List<Choice> choices(Finding... told) {
        return asking.choices(new TenantId("acme"), "q", "dana@acme.example", "00ff", List.of(told), Samples.NOON);
    }

    @Test
    void theFourAnswersToWhatAnIdentityHolds() {
        assertThat(choices(OTHER)).extracting(Choice::code).containsExactly("keep", "reduce", "revoke", "not-mine");
        assertThat(choices()).extracting(Choice::code).containsExactly("keep", "reduce", "revoke", "not-mine");
    }

    @Test
    void yesAndNoToARequestForAccessAndNothingAboutWhatItHolds() {
        List<Choice> choices = choices(request("r1", "notes asks to send mail"));
        assertThat(choices).extracting(Choice::label).containsExactly("Allow it", "Refuse it", "Not mine");
        assertThat(tickets.read(choices.getFirst().ticket().orElseThrow(), Samples.NOON))
                .isInstanceOfSatisfying(Tickets.Reading.Genuine.class, genuine -> {
                    assertThat(genuine.ticket().purpose()).isEqualTo(Ticket.Purpose.ALLOW);
                    assertThat(genuine.ticket().request()).contains("r1");
                    assertThat(genuine.ticket().isFor("dana@acme.example")).isTrue();
                });
    }

    @Test
    void bothWhereBothAreToldOfAndNamesEachRequest() {
        List<Choice> choices = choices(request("r1", "notes asks to send mail"), OTHER, request("r2", "x".repeat(99)));
        assertThat(choices).extracting(Choice::code).doesNotHaveDuplicates().contains("allow", "allow-2", "keep");
        assertThat(choices.getFirst().label()).isEqualTo("Allow: notes asks to send mail");
        assertThat(choices).allMatch(choice -> choice.label().length() <= 75);
    }
}
