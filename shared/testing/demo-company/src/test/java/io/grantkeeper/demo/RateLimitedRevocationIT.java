package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.question.OwnerAnswer;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationAttempt.Outcome;
import io.grantkeeper.local.suite.LocalSuite;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.simulator.http.AnsweredCall;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Revokes an app that is approved in the organization and installed twice. Slack allows one app removal per minute. */
@DisplayName("An app whose removal hits the provider's rate limit")
class RateLimitedRevocationIT {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final String APP = "Jira Cloud";
    private static final String OWNER = "dana.cole@larkfield.example";

    private static DemoCompany company;
    private static LocalSuite suite;
    private static OwnerQuestion first;
    private static int passes;

    @BeforeAll
    static void revokeAsOwner() {
        company = DemoCompany.start();
        suite = LocalSuite.start(company.options(Optional.empty(), 0));
        sweep();
        OwnerQuestion question = answered();
        company.simulator().calls().clear();
        var _ = suite.escalate();
        first = question(question.id());
        for (passes = 1; question(question.id()).isUnsettled() && passes < 10; passes++) {
            if (passes == 2) {
                sweep(); // Listings no longer contain removed access, and its absence does not lead to a new question.
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
        suite.plan(company.connection("slack"));
        assertThat(suite.runUntilQuiet(_ -> {}, TIMEOUT)).isTrue();
    }

    private static IdentityRecord app() {
        return suite
                .stores()
                .access()
                .identities(
                        DemoCompany.TENANT, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), 1_000, Optional.empty())
                .items()
                .stream()
                .filter(summary -> summary.displayName().text().equals(APP)
                        && summary.provider().value().equals("slack"))
                .map(summary -> suite.stores()
                        .access()
                        .identityRecord(DemoCompany.TENANT, summary.id())
                        .orElseThrow())
                .max(Comparator.comparingInt(app -> app.grants().size()))
                .orElseThrow();
    }

    private static OwnerQuestion answered() {
        Instant now = company.simulator().clock().instant();
        IdentityRecord app = app();
        OwnerQuestion question = OwnerQuestion.about(
                "jira",
                app.identity().content().id(),
                List.of(),
                Optional.empty(),
                IdentityStateDigest.of(app),
                QuestionRecipient.planned("Dana Cole", OWNER, RecipientRole.OWNER, List.of(), now)
                        .notified(now),
                now);
        suite.stores().questions().open(DemoCompany.TENANT, question);
        QuestionOutcome end = QuestionOutcome.answered(
                OwnerAnswer.REVOKE, OWNER, "cli", now, Optional.empty(), IdentityStateDigest.of(app));
        return suite.stores()
                .questions()
                .save(DemoCompany.TENANT, question(question.id()).concluded(end, Optional.of(now)));
    }

    private static OwnerQuestion question(String id) {
        return suite.stores().questions().find(DemoCompany.TENANT, id).orElseThrow();
    }

    @Test
    void revokesAsMuchAsRateLimitAllowsAndPostponesRest() {
        assertThat(first.isUnsettled()).isTrue();
        assertThat(first.conclusion().orElseThrow().results())
                .first()
                .isEqualTo("Revoked: 1 of its grants and credentials.");
        assertThat(first.nextAt().orElseThrow())
                .isBetween(
                        first.conclusion().orElseThrow().at(),
                        first.conclusion().orElseThrow().at().plus(Duration.ofMinutes(3)));
    }

    @Test
    void makesNoCallForAccessThatListingsNoLongerShow() {
        assertThat(passes).isBetween(2, 5);
        assertThat(question("jira").conclusion().orElseThrow().results())
                .containsExactly("Revoked: 3 of its grants and credentials.");
        assertThat(company.simulator().calls().matching(RateLimitedRevocationIT::uninstalls))
                .as("from the whole organisation at once")
                .hasSize(1);
    }

    private static boolean uninstalls(AnsweredCall call) {
        return call.path().endsWith("admin.apps.uninstall") && call.status() == 200;
    }

    @Test
    void recordsOneCompletedAttemptPerStep() {
        List<RevocationAttempt> attempts = suite.stores()
                .revocations()
                .byIdentity(DemoCompany.TENANT, question("jira").identity());
        assertThat(attempts).hasSize(3).extracting(RevocationAttempt::outcome).containsOnly(Outcome.DONE);
        assertThat(attempts)
                .as("the provider confirmed one removal, a listing the others")
                .flatExtracting(RevocationAttempt::taken)
                .hasSize(1);
    }

    @Test
    void opensNoQuestionAfterRevocation() {
        company.simulator().clock().advance(Duration.ofDays(2));
        var _ = suite.escalate();
        assertThat(suite.stores()
                        .questions()
                        .byIdentity(DemoCompany.TENANT, question("jira").identity()))
                .filteredOn(OwnerQuestion::isOpen)
                .filteredOn(question -> question.findings().isEmpty())
                .isEmpty();
    }
}
