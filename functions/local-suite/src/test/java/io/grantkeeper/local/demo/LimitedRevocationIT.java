package io.grantkeeper.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.question.Answer;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.Revocation;
import io.grantkeeper.identity.store.Revocation.Outcome;
import io.grantkeeper.local.suite.Suite;
import io.grantkeeper.simulator.http.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Slack lets an app be uninstalled once a minute; this one is approved in the organisation and installed twice. */
@DisplayName("An app whose removal meets the provider's limit")
class LimitedRevocationIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String APP = "Jira Cloud";
    private static final String OWNER = "dana.cole@larkfield.example";

    private static DemoCompany company;
    private static Suite suite;
    private static Question first;
    private static int passes;

    @BeforeAll
    static void isRevokedByItsOwner() {
        company = DemoCompany.start();
        suite = Suite.start(company.options(Optional.empty(), 0));
        sweep();
        Question question = answered();
        company.simulator().calls().clear();
        var _ = suite.escalate();
        first = question(question.id());
        for (passes = 1; question(question.id()).isUnsettled() && passes < 10; passes++) {
            if (passes == 2) {
                sweep(); // what is gone already is not listed any more, and that is no change to ask about
            }
            company.simulator().clock().advance(Duration.ofSeconds(61));
            var _ = suite.escalate();
        }
    }

    @AfterAll
    static void end() {
        suite.close();
        company.close();
    }

    private static void sweep() {
        suite.plan(slack());
        assertThat(suite.runUntilQuiet(_ -> {}, PATIENCE)).isTrue();
    }

    private static Connection slack() {
        return company.connections().stream()
                .filter(connection -> connection.provider().value().equals("slack"))
                .findFirst()
                .orElseThrow();
    }

    private static IdentityDossier app() {
        return suite
                .stores()
                .access()
                .identities(
                        DemoCompany.TENANT, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), 1_000, Optional.empty())
                .items()
                .stream()
                .filter(summary -> summary.displayName().equals(APP)
                        && summary.provider().value().equals("slack"))
                .map(summary -> suite.stores()
                        .access()
                        .dossier(DemoCompany.TENANT, summary.id())
                        .orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    private static Question answered() {
        Instant now = company.simulator().clock().instant();
        IdentityDossier app = app();
        Question question = Question.about(
                "jira",
                app.identity().content().id(),
                List.of(),
                Optional.empty(),
                IdentityState.of(app),
                Asked.planned("Dana Cole", OWNER, AskedAs.OWNER, List.of(), now).told(now),
                now);
        suite.stores().questions().open(DemoCompany.TENANT, question);
        Conclusion end = Conclusion.answered(Answer.REVOKE, OWNER, "cli", now, Optional.empty(), IdentityState.of(app));
        return suite.stores()
                .questions()
                .save(DemoCompany.TENANT, question(question.id()).concluded(end, Optional.of(now)));
    }

    private static Question question(String id) {
        return suite.stores().questions().find(DemoCompany.TENANT, id).orElseThrow();
    }

    @Test
    void isTakenAwayAsFarAsTheLimitAllowsAndTheRestIsPutOff() {
        assertThat(first.isUnsettled()).isTrue();
        assertThat(first.conclusion().orElseThrow().results()).first().isEqualTo("Taken away: 1 of what it held.");
        assertThat(first.nextAt().orElseThrow())
                .isBetween(
                        first.conclusion().orElseThrow().at(),
                        first.conclusion().orElseThrow().at().plus(Duration.ofMinutes(3)));
    }

    @Test
    void isGoneAndNothingThatAListingHasShownToBeGoneIsCalledFor() {
        assertThat(passes).isBetween(2, 5);
        assertThat(question("jira").conclusion().orElseThrow().results())
                .containsExactly("Taken away: 3 of what it held.");
        assertThat(company.simulator().calls().matching(LimitedRevocationIT::uninstalls))
                .as("from the whole organisation at once")
                .hasSize(1);
    }

    private static boolean uninstalls(Call call) {
        return call.path().endsWith("admin.apps.uninstall") && call.status() == 200;
    }

    @Test
    void isOneAttemptAStepAndEachHasEnded() {
        List<Revocation> attempts = suite.stores()
                .revocations()
                .of(DemoCompany.TENANT, question("jira").identity());
        assertThat(attempts).hasSize(3).extracting(Revocation::outcome).containsOnly(Outcome.DONE);
        assertThat(attempts)
                .as("the provider said so of one, a listing of the others")
                .flatExtracting(Revocation::taken)
                .hasSize(1);
    }

    @Test
    void isNotAskedAboutAgainForBeingKeptOut() {
        company.simulator().clock().advance(Duration.ofDays(2));
        var _ = suite.escalate();
        assertThat(suite.stores()
                        .questions()
                        .of(DemoCompany.TENANT, question("jira").identity()))
                .filteredOn(Question::isOpen)
                .filteredOn(question -> question.findings().isEmpty())
                .isEmpty();
    }
}
