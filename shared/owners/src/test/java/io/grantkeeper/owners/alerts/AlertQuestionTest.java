package io.grantkeeper.owners.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerProviders;
import io.grantkeeper.owners.answers.AnswerTicket;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.store.testkit.InMemoryAccessStore;
import io.grantkeeper.store.testkit.InMemoryFindingStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message offers")
class AlertQuestionTest {
    private static final Finding OTHER =
            ModelSamples.finding(ModelSamples.appId("notes"), "scopes-expanded/1", Severity.HIGH);
    private final TicketSigner tickets =
            new TicketSigner(() -> List.of(Secret.of("a test key, which protects nothing at all")));
    private final AlertQuestion question = new AlertQuestion(
            new InMemoryQuestionStore(),
            new AnswerLinkFactory(URI.create("https://grantkeeper.acme.example"), tickets, Duration.ofDays(30)),
            true,
            AnswerTimeouts.standard(),
            new AnswerProviders() {
                @Override
                public String name(ProviderId provider) {
                    return provider.value();
                }

                @Override
                public boolean canBlock(NonHumanIdentity app, List<Grant> grants) {
                    return true;
                }
            });

    private static Finding request(String id, String sentence) {
        return ModelSamples.accessRequest(ModelSamples.appId("notes"), AccessRequestFindings.key(id), sentence);
    }

    private List<AnswerChoice> choices(Finding... told) {
        return asked(told).choices();
    }

    private AlertQuestion.Asked asked(Finding... told) {
        return asked(RecipientRole.OWNER, told);
    }

    private AlertQuestion.Asked asked(RecipientRole as, Finding... told) {
        TenantId tenant = new TenantId("acme");
        InMemoryAccessStore access = new InMemoryAccessStore(new InMemoryFindingStore());
        access.apply(
                tenant,
                ModelSamples.batch(ModelSamples.NOON, ModelSamples.granted("notes", ModelSamples.DANA, "mail.read")));
        return question.ask(
                tenant,
                "q",
                "dana@acme.example",
                as,
                access.identityRecord(tenant, ModelSamples.appId("notes")).orElseThrow(),
                List.of(told).stream().map(Finding::key).toList(),
                false,
                List.of(told),
                ModelSamples.NOON);
    }

    @Test
    void offersOnlyAnswersThatFitQuestion() {
        assertThat(asked(OTHER).question()).isEqualTo("Does App notes need its new access?");
        assertThat(choices(OTHER)).extracting(AnswerChoice::code).containsExactly("keep", "revoke", "not-mine");
        assertThat(choices()).extracting(AnswerChoice::code).containsExactly("keep", "revoke", "not-mine");
    }

    @Test
    void onlySecurityTeamMayBlockAppForEveryoneButOthersMayRequestIt() {
        Finding shadow = ModelSamples.finding(ModelSamples.appId("notes"), "shadow-ai/1", Severity.HIGH);
        assertThat(asked(RecipientRole.OWNER, shadow).choices())
                .extracting(AnswerChoice::code)
                .containsExactly("keep", "revoke", "ask-to-block", "not-mine");
        assertThat(asked(RecipientRole.SECURITY_TEAM, shadow).choices())
                .extracting(AnswerChoice::code)
                .containsExactly("keep", "revoke", "block", "not-mine");
        assertThat(asked(RecipientRole.SECURITY_TEAM, shadow).choices())
                .filteredOn(choice -> choice.code().equals("block"))
                .as("a click in Slack opens the page, which shows the effect first")
                .allSatisfy(choice -> assertThat(choice.ticket()).isEmpty());
    }

    @Test
    void doesNotHighlightAnswersThatKeepAccess() {
        assertThat(choices(OTHER))
                .filteredOn(choice -> choice.code().equals("keep"))
                .extracting(AnswerChoice::weight)
                .containsExactly(AnswerChoice.Weight.PLAIN);
    }

    @Test
    void offersAllowRefuseAndNotMineForAccessRequest() {
        List<AnswerChoice> choices = choices(request("r1", "notes asks to send mail"));
        assertThat(choices).extracting(AnswerChoice::label).containsExactly("Allow it", "Refuse it", "Not mine");
        assertThat(tickets.read(choices.getFirst().ticket().orElseThrow(), ModelSamples.NOON))
                .isInstanceOfSatisfying(TicketSigner.Reading.Genuine.class, genuine -> {
                    assertThat(genuine.ticket().purpose()).isEqualTo(AnswerTicket.Purpose.ALLOW);
                    assertThat(genuine.ticket().request()).contains("r1");
                    assertThat(genuine.ticket().isFor("dana@acme.example")).isTrue();
                });
    }

    @Test
    void offersAnswersForFindingAndForEachNamedRequest() {
        List<AnswerChoice> choices =
                choices(request("r1", "notes asks to send mail"), OTHER, request("r2", "x".repeat(99)));
        assertThat(choices)
                .extracting(AnswerChoice::code)
                .doesNotHaveDuplicates()
                .contains("allow", "allow-2", "keep");
        assertThat(choices.getFirst().label()).isEqualTo("Allow: notes asks to send mail");
        assertThat(choices).allMatch(choice -> choice.label().length() <= 75);
    }
}
