package io.grantkeeper.connector.testkit.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import io.grantkeeper.connector.testkit.ConnectorContract;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract notices every flaw that the example can be given, and by the check that is meant to. */
class ContractNoticesFlawsTest {
    private record Expected(Class<? extends AcmeContract> contract, String group, String check) {}

    private static final List<Expected> EXPECTED = List.of(
            new Expected(RepeatsCursors.class, "Reading", "ends"),
            new Expected(KeepsStateBetweenPages.class, "Reading", "resumes"),
            new Expected(EndsWithALastPageAfterAFailure.class, "Trouble", "becomesOneProblem"),
            new Expected(CallsEveryRefusalAnOutage.class, "Trouble", "becomesOneProblem"),
            new Expected(PutsSecretsIntoMessages.class, "Reading", "saysNoSecret"),
            new Expected(QuotesBodiesInMessages.class, "Reading", "saysNoSecret"),
            new Expected(SharesTokensBetweenConnections.class, "Reading", "neverMixes"),
            new Expected(TakesALinkElsewhereForTheEnd.class, "Reading", "staysOnDeclaredHosts"),
            new Expected(RepeatsIds.class, "Reading", "idsAreUnique"),
            new Expected(ChokesOnNewValues.class, "Reading", "keepsNewValues"),
            new Expected(FormatsInTheMachinesLocale.class, "Reading", "dependsOnNoSurroundings"),
            new Expected(DeclaresTooFewScopes.class, "Declarations", "declaredScopesSuffice"),
            new Expected(CrashesOnWhatItDoesNotExpect.class, "Reading", "keepsNewValues"),
            new Expected(FailsASecondRevoke.class, "Revoking", "succeedsTwice"),
            new Expected(CallsAFailedRevokeDone.class, "Revoking", "isNeverFalselyDone"),
            new Expected(BelievesForgedWebhooks.class, "Webhooks", "forged"),
            new Expected(BelievesStaleWebhooks.class, "Webhooks", "stale"));

    @TestFactory
    Stream<DynamicTest> everyFlawFailsItsCheck() {
        return EXPECTED.stream()
                .map(expected -> DynamicTest.dynamicTest(
                        expected.contract().getSimpleName() + " fails '" + expected.check() + "'",
                        () -> assertThat(run(expected).failed().count())
                                .as("failures of the check '%s'", expected.check())
                                .isPositive()));
    }

    @Test
    void noFlawIsLeftOut() {
        assertThat(EXPECTED).hasSize(Flaw.values().length - 1);
    }

    private static Events run(Expected expected) {
        Class<?> group = Arrays.stream(ConnectorContract.class.getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals(expected.group()))
                .findFirst()
                .orElseThrow();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectNestedMethod(List.of(expected.contract()), group, expected.check()))
                .execute()
                .testEvents();
    }

    static class RepeatsCursors extends AcmeContract {
        RepeatsCursors() {
            super(Flaw.REPEATS_CURSORS);
        }
    }

    static class KeepsStateBetweenPages extends AcmeContract {
        KeepsStateBetweenPages() {
            super(Flaw.KEEPS_STATE_BETWEEN_PAGES);
        }
    }

    static class EndsWithALastPageAfterAFailure extends AcmeContract {
        EndsWithALastPageAfterAFailure() {
            super(Flaw.ENDS_WITH_A_LAST_PAGE_AFTER_A_FAILURE);
        }
    }

    static class CallsEveryRefusalAnOutage extends AcmeContract {
        CallsEveryRefusalAnOutage() {
            super(Flaw.CALLS_EVERY_REFUSAL_AN_OUTAGE);
        }
    }

    static class PutsSecretsIntoMessages extends AcmeContract {
        PutsSecretsIntoMessages() {
            super(Flaw.PUTS_SECRETS_INTO_MESSAGES);
        }
    }

    static class QuotesBodiesInMessages extends AcmeContract {
        QuotesBodiesInMessages() {
            super(Flaw.QUOTES_BODIES_IN_MESSAGES);
        }
    }

    static class SharesTokensBetweenConnections extends AcmeContract {
        SharesTokensBetweenConnections() {
            super(Flaw.SHARES_TOKENS_BETWEEN_CONNECTIONS);
        }
    }

    static class TakesALinkElsewhereForTheEnd extends AcmeContract {
        TakesALinkElsewhereForTheEnd() {
            super(Flaw.TAKES_A_LINK_ELSEWHERE_FOR_THE_END);
        }
    }

    static class RepeatsIds extends AcmeContract {
        RepeatsIds() {
            super(Flaw.REPEATS_IDS);
        }
    }

    static class ChokesOnNewValues extends AcmeContract {
        ChokesOnNewValues() {
            super(Flaw.CHOKES_ON_NEW_VALUES);
        }
    }

    static class FormatsInTheMachinesLocale extends AcmeContract {
        FormatsInTheMachinesLocale() {
            super(Flaw.FORMATS_IN_THE_MACHINES_LOCALE);
        }
    }

    static class DeclaresTooFewScopes extends AcmeContract {
        DeclaresTooFewScopes() {
            super(Flaw.DECLARES_TOO_FEW_SCOPES);
        }
    }

    static class CrashesOnWhatItDoesNotExpect extends AcmeContract {
        CrashesOnWhatItDoesNotExpect() {
            super(Flaw.CRASHES_ON_WHAT_IT_DOES_NOT_EXPECT);
        }
    }

    static class FailsASecondRevoke extends AcmeContract {
        FailsASecondRevoke() {
            super(Flaw.FAILS_A_SECOND_REVOKE);
        }
    }

    static class CallsAFailedRevokeDone extends AcmeContract {
        CallsAFailedRevokeDone() {
            super(Flaw.CALLS_A_FAILED_REVOKE_DONE);
        }
    }

    static class BelievesForgedWebhooks extends AcmeContract {
        BelievesForgedWebhooks() {
            super(Flaw.BELIEVES_FORGED_WEBHOOKS);
        }
    }

    static class BelievesStaleWebhooks extends AcmeContract {
        BelievesStaleWebhooks() {
            super(Flaw.BELIEVES_STALE_WEBHOOKS);
        }
    }
}
