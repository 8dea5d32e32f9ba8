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

/** Tests that each flaw makes the example connector fail the contract check that is meant to detect this flaw. */
class ContractDetectsFlawsTest {
    private record Expected(Class<? extends AcmeContract> contract, String group, String check) {}

    private static final List<Expected> EXPECTED = List.of(
            new Expected(RepeatsCursors.class, "Reading", "terminatesPagingWithoutRepeatingCursor"),
            new Expected(KeepsStateBetweenPages.class, "Reading", "resumesFromEveryCursor"),
            new Expected(EndsWithALastPageAfterAFailure.class, "FaultHandling", "reportsPermanentFaultAsOneProblem"),
            new Expected(EndsWithALastPageIfThrottled.class, "FaultHandling", "readsEveryRowEvenIfCallsAreRefused"),
            new Expected(ReportsEveryRefusalAsAnOutage.class, "FaultHandling", "reportsPermanentFaultAsOneProblem"),
            new Expected(PutsSecretsIntoMessages.class, "Reading", "exposesNoSecret"),
            new Expected(QuotesBodiesInMessages.class, "Reading", "exposesNoSecret"),
            new Expected(SharesTokensBetweenConnections.class, "Reading", "isolatesConnections"),
            new Expected(TreatsForeignLinkAsTheEnd.class, "Reading", "followsNoLinksToUndeclaredHosts"),
            new Expected(RepeatsIds.class, "Reading", "givesEachRowUniqueIdWithinConnection"),
            new Expected(IgnoresTheProvidersCount.class, "Reading", "doesNotReportRemovalIfCountDisagrees"),
            new Expected(ClaimsThatPagesStartAListing.class, "Reading", "doesNotReportMovedRowsAsRemoved"),
            new Expected(
                    ReadsEverythingInsteadOfOneRow.class, "Reading", "readsSegmentDirectlyWithSameResultAsListing"),
            new Expected(FailsIfRowIsGone.class, "Reading", "directReadProvesThatSegmentDoesNotExist"),
            new Expected(RejectsUnknownValues.class, "Reading", "preservesUnknownValuesOfEnumerations"),
            new Expected(FormatsInTheDefaultLocale.class, "Reading", "ignoresTimeZoneAndLocale"),
            new Expected(DeclaresTooFewScopes.class, "Declarations", "readsEveryStreamWithDeclaredScopes"),
            new Expected(CrashesOnUnexpectedValues.class, "Reading", "preservesUnknownValuesOfEnumerations"),
            new Expected(FailsASecondRevoke.class, "Revoking", "revokesIdempotently"),
            new Expected(ReportsAFailedRevokeAsDone.class, "Revoking", "neverReportsSuccessAfterFailure"),
            new Expected(AcceptsForgedWebhooks.class, "Webhooks", "refusesForgedWebhooks"),
            new Expected(AcceptsStaleWebhooks.class, "Webhooks", "refusesStaleWebhooks"));

    @TestFactory
    Stream<DynamicTest> failsExpectedCheckForEveryFlaw() {
        return EXPECTED.stream()
                .map(expected -> DynamicTest.dynamicTest(
                        expected.contract().getSimpleName() + " fails '" + expected.check() + "'",
                        () -> assertThat(run(expected).failed().count())
                                .as("failures of the check '%s'", expected.check())
                                .isPositive()));
    }

    @Test
    void coversEveryFlaw() {
        assertThat(EXPECTED).hasSize(ConnectorFlaw.values().length - 1);
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
            super(ConnectorFlaw.REPEATS_CURSORS);
        }
    }

    static class KeepsStateBetweenPages extends AcmeContract {
        KeepsStateBetweenPages() {
            super(ConnectorFlaw.KEEPS_STATE_BETWEEN_PAGES);
        }
    }

    static class EndsWithALastPageAfterAFailure extends AcmeContract {
        EndsWithALastPageAfterAFailure() {
            super(ConnectorFlaw.ENDS_WITH_A_LAST_PAGE_AFTER_A_FAILURE);
        }
    }

    static class EndsWithALastPageIfThrottled extends AcmeContract {
        EndsWithALastPageIfThrottled() {
            super(ConnectorFlaw.ENDS_WITH_A_LAST_PAGE_IF_THROTTLED);
        }
    }

    static class ReportsEveryRefusalAsAnOutage extends AcmeContract {
        ReportsEveryRefusalAsAnOutage() {
            super(ConnectorFlaw.CALLS_EVERY_REFUSAL_AN_OUTAGE);
        }
    }

    static class PutsSecretsIntoMessages extends AcmeContract {
        PutsSecretsIntoMessages() {
            super(ConnectorFlaw.PUTS_SECRETS_INTO_MESSAGES);
        }
    }

    static class QuotesBodiesInMessages extends AcmeContract {
        QuotesBodiesInMessages() {
            super(ConnectorFlaw.QUOTES_BODIES_IN_MESSAGES);
        }
    }

    static class SharesTokensBetweenConnections extends AcmeContract {
        SharesTokensBetweenConnections() {
            super(ConnectorFlaw.SHARES_TOKENS_BETWEEN_CONNECTIONS);
        }
    }

    static class TreatsForeignLinkAsTheEnd extends AcmeContract {
        TreatsForeignLinkAsTheEnd() {
            super(ConnectorFlaw.TAKES_A_LINK_ELSEWHERE_FOR_THE_END);
        }
    }

    static class RepeatsIds extends AcmeContract {
        RepeatsIds() {
            super(ConnectorFlaw.REPEATS_IDS);
        }
    }

    static class IgnoresTheProvidersCount extends AcmeContract {
        IgnoresTheProvidersCount() {
            super(ConnectorFlaw.IGNORES_THE_PROVIDERS_COUNT);
        }
    }

    static class ClaimsThatPagesStartAListing extends AcmeContract {
        ClaimsThatPagesStartAListing() {
            super(ConnectorFlaw.CLAIMS_THAT_PAGES_START_A_LISTING);
        }
    }

    static class ReadsEverythingInsteadOfOneRow extends AcmeContract {
        ReadsEverythingInsteadOfOneRow() {
            super(ConnectorFlaw.READS_EVERYTHING_INSTEAD_OF_ONE_ROW);
        }
    }

    static class FailsIfRowIsGone extends AcmeContract {
        FailsIfRowIsGone() {
            super(ConnectorFlaw.FAILS_IF_A_ROW_IS_GONE);
        }
    }

    static class RejectsUnknownValues extends AcmeContract {
        RejectsUnknownValues() {
            super(ConnectorFlaw.CHOKES_ON_NEW_VALUES);
        }
    }

    static class FormatsInTheDefaultLocale extends AcmeContract {
        FormatsInTheDefaultLocale() {
            super(ConnectorFlaw.FORMATS_IN_THE_MACHINES_LOCALE);
        }
    }

    static class DeclaresTooFewScopes extends AcmeContract {
        DeclaresTooFewScopes() {
            super(ConnectorFlaw.DECLARES_TOO_FEW_SCOPES);
        }
    }

    static class CrashesOnUnexpectedValues extends AcmeContract {
        CrashesOnUnexpectedValues() {
            super(ConnectorFlaw.CRASHES_ON_WHAT_IT_DOES_NOT_EXPECT);
        }
    }

    static class FailsASecondRevoke extends AcmeContract {
        FailsASecondRevoke() {
            super(ConnectorFlaw.FAILS_A_SECOND_REVOKE);
        }
    }

    static class ReportsAFailedRevokeAsDone extends AcmeContract {
        ReportsAFailedRevokeAsDone() {
            super(ConnectorFlaw.CALLS_A_FAILED_REVOKE_DONE);
        }
    }

    static class AcceptsForgedWebhooks extends AcmeContract {
        AcceptsForgedWebhooks() {
            super(ConnectorFlaw.BELIEVES_FORGED_WEBHOOKS);
        }
    }

    static class AcceptsStaleWebhooks extends AcmeContract {
        AcceptsStaleWebhooks() {
            super(ConnectorFlaw.BELIEVES_STALE_WEBHOOKS);
        }
    }
}
