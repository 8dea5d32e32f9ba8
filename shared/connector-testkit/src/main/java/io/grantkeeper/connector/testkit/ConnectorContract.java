package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.revoke.RevocationTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What every connector guarantees. A connector's test extends it and says how to make the connector, how to start a
 * double of its provider, and in which forms that provider refuses; all checks below then run by themselves.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("this-escape") // the run keeps the reference and asks nothing of it before the tests do
public abstract class ConnectorContract {
    private final ContractRun run = new ContractRun(this);

    /** A connector that shares nothing with those made before. */
    protected abstract Connector connector();

    /** Starts a double of the provider. */
    protected abstract ProviderDouble startDouble(DoubleOptions options);

    /** Each form in which the provider says 401, 403 and 429, and what it has to become. */
    protected abstract List<FaultForm> refusals();

    /** Genuine webhooks; called only where the connector has a verifier. */
    protected WebhookFixture webhooks(ProviderDouble provider) {
        throw new AssertionError("a connector with a webhook verifier overrides webhooks() in its contract test");
    }

    /** The time that logs are read over. */
    protected LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(Duration.ofDays(7))), now);
    }

    /** Names of JSON members whose own members are data, such as permissions by name: they get no unknown member. */
    protected Set<String> openObjects() {
        return Set.of();
    }

    /** The provider's enumerations that may grow. */
    protected List<UnknownValue> unknownValues() {
        return List.of();
    }

    /**
     * Names of members from which it follows what a row stands for, where it is there: without them it is another row. All
     * other rows have to be shown, or the listing has to fail.
     */
    protected Set<String> naming() {
        return Set.of();
    }

    /** Calls at which an object without any member is a good answer, as where a provider leaves empty lists out. */
    protected boolean mayAnswerNothing(Call call) {
        return false;
    }

    /** Whether the double lets this be revoked; where it does not, this says which targets to leave out. */
    protected boolean canBeRevokedInDouble(RevocationTarget target) {
        return true;
    }

    @AfterAll
    void stopDouble() {
        run.close();
    }

    @Nested
    @DisplayName("What the connector declares")
    class Declarations {
        @Test
        @DisplayName("is whole")
        void isWhole() {
            new ConfigurationCheck(run).theProfileIsWhole();
        }

        @Test
        @DisplayName("names the hosts that it calls")
        void namesHosts() {
            new HostCheck(run).hostsAreDeclared();
        }

        @Test
        @DisplayName("is told where a required setting is missing")
        void namesMissingSettings() {
            new ConfigurationCheck(run).missingSettingsAreNamed();
        }

        @Test
        @DisplayName("is told where a required credential is missing")
        void namesMissingCredentials() {
            new ConfigurationCheck(run).missingCredentialsAreNamed();
        }

        @TestFactory
        @DisplayName("as scopes is enough to read the stream")
        Stream<DynamicTest> declaredScopesSuffice() {
            return forEachStream(new ScopeCheck(run)::declaredScopesSuffice);
        }

        @TestFactory
        @DisplayName("as scopes is told as missing where it is")
        Stream<DynamicTest> missingScopesAreTold() {
            return forEachStream(new ScopeCheck(run)::missingScopesAreToldAsSuch);
        }
    }

    @Nested
    @DisplayName("Reading")
    class Reading {
        @TestFactory
        @DisplayName("a recording gives what was approved")
        Stream<DynamicTest> givesGoldenOutput() {
            return forEachStream(new RecordingCheck(run)::outputIsAsApproved);
        }

        @Test
        @DisplayName("needs no secret in a recording")
        void recordingsHoldNoSecrets() {
            new RecordingCheck(run).recordingsHoldNoSecrets();
        }

        @TestFactory
        @DisplayName("ends, and no cursor comes twice")
        Stream<DynamicTest> ends() {
            return forEachStream(new ReadingCheck(run)::pagingEnds);
        }

        @TestFactory
        @DisplayName("ends where the provider's pages lead in a circle")
        Stream<DynamicTest> endsInCircles() {
            return forEachStream(new CircleCheck(run)::circlesEnd);
        }

        @TestFactory
        @DisplayName("does not end at an empty page that another follows")
        Stream<DynamicTest> goesOnPastEmptyPages() {
            return forEachStream(stream -> new EmptyPageCheck(run).doesNotEnd(stream));
        }

        @TestFactory
        @DisplayName("finds the same partitions from sweep to sweep, and those known before")
        Stream<DynamicTest> partitionsAreStable() {
            return forEachStream(new ReadingCheck(run)::partitionsAreStable);
        }

        @TestFactory
        @DisplayName("resumes from every cursor with a fresh instance, to the same result")
        Stream<DynamicTest> resumes() {
            return forEachStream(new ReadingCheck(run)::everyCursorResumes);
        }

        @TestFactory
        @DisplayName("gives each row its own id, in its own connection")
        Stream<DynamicTest> idsAreUnique() {
            return forEachStream(new ReadingCheck(run)::idsAreUnique);
        }

        @TestFactory
        @DisplayName("ignores members that it does not know")
        Stream<DynamicTest> ignoresNewMembers() {
            return forEachStream(new GrowthCheck(run)::newMembersAreIgnored);
        }

        @Test
        @DisplayName("meets each value that is said to grow")
        void meetsGrowingValues() throws ConnectorException {
            new GrowthCheck(run).unknownValuesOccur();
        }

        @TestFactory
        @DisplayName("keeps values that it does not know")
        Stream<DynamicTest> keepsNewValues() {
            return forEachStream(new GrowthCheck(run)::newValuesAreKept);
        }

        @TestFactory
        @DisplayName("of damaged answers crashes never, and never ends as complete with less")
        Stream<DynamicTest> isReadOrTold() {
            int most = Integer.getInteger("contract.damages", 20);
            return forEachStream(stream -> new DamageCheck(run).isReadOrTold(stream, most));
        }

        @TestFactory
        @DisplayName("follows no link to a host that is not declared")
        Stream<DynamicTest> staysOnDeclaredHosts() {
            return forEachStream(new HostCheck(run)::linksToElsewhereAreNotFollowed);
        }

        @TestFactory
        @DisplayName("never mixes two connections")
        Stream<DynamicTest> neverMixes() {
            return forEachStream(new SeparationCheck(run)::twoConnectionsNeverMix);
        }

        @TestFactory
        @DisplayName("says no secret, not even one that the provider sends back")
        Stream<DynamicTest> saysNoSecret() {
            return forEachStream(new SecrecyCheck(run)::nothingIsSaid);
        }

        @TestFactory
        @DisplayName("tells that a credential was spoilt on its way, and shows nothing of it")
        Stream<DynamicTest> tellsOfSpoiltCredentials() {
            return forEachStream(new SpoiltCredentialCheck(run)::areToldAndNotShown);
        }

        @TestFactory
        @DisplayName("comes to the same by a clock that is off by half a minute")
        Stream<DynamicTest> standsClocksThatAreOff() {
            return forEachStream(new ClockCheck(run)::halfAMinuteChangesNothing);
        }

        @TestFactory
        @DisplayName("does not depend on the machine's zone and locale")
        Stream<DynamicTest> dependsOnNoSurroundings() {
            SurroundingsCheck check = new SurroundingsCheck(run);
            return Stream.of(
                            "Pacific/Chatham tr-TR",
                            "Asia/Kathmandu ar-SA-u-nu-arab",
                            "America/St_Johns th-TH-u-ca-buddhist")
                    .map(surroundings -> surroundings.split(" "))
                    .flatMap(where -> forEachStream(
                            ", ".concat(String.join(", ", where)),
                            stream -> check.changeNothing(stream, where[0], where[1])));
        }
    }

    @Nested
    @DisplayName("Trouble at every call")
    class Trouble {
        @Test
        @DisplayName("is known in the provider's forms of 401, 403 and 429")
        void formsAreKnown() {
            List<Class<? extends ConnectorProblem>> becomes =
                    refusals().stream().flatMap(form -> form.becomes().stream()).toList();
            assertThat(becomes)
                    .as("problems that refusals() leads to")
                    .contains(
                            ConnectorProblem.InvalidToken.class,
                            ConnectorProblem.InsufficientScope.class,
                            ConnectorProblem.RateLimited.class);
        }

        @TestFactory
        @DisplayName("becomes one problem, and never a last page")
        Stream<DynamicTest> becomesOneProblem() {
            FaultCheck check = new FaultCheck(run);
            return check.forms()
                    .flatMap(form -> forEachStream(
                            ": " + form.name(),
                            stream -> assertThat(check.violations(stream, form)).isEmpty()));
        }

        @TestFactory
        @DisplayName("that passes changes no result")
        Stream<DynamicTest> thatPassesChangesNothing() {
            FaultCheck check = new FaultCheck(run);
            return Stream.of(new Fault.Reset(), Fault.Status.of(502))
                    .flatMap(fault -> forEachStream(
                            ": " + fault.getClass().getSimpleName() + " once",
                            stream -> assertThat(check.violationsWhenItPasses(stream, fault))
                                    .isEmpty()));
        }
    }

    @Nested
    @DisplayName("Revoking")
    class Revoking {
        @TestFactory
        @DisplayName("is previewed without effect")
        Stream<DynamicTest> isPreviewed() throws ConnectorException {
            return forEachTarget(new RevocationCheck(run)::planningChangesNothing);
        }

        @TestFactory
        @DisplayName("takes access away, and succeeds a second time")
        Stream<DynamicTest> succeedsTwice() throws ConnectorException {
            return forEachTarget(new RevocationCheck(run)::aSecondRevokeSucceeds);
        }

        @TestFactory
        @DisplayName("is never called done where it failed")
        Stream<DynamicTest> isNeverFalselyDone() throws ConnectorException {
            return forEachTarget(new RevocationCheck(run)::failureIsNeverCalledDone);
        }

        private Stream<DynamicTest> forEachTarget(Check<RevocationTarget> check) throws ConnectorException {
            return new RevocationCheck(run)
                    .targets().entrySet().stream()
                            .map(target -> dynamicTest(target.getKey(), () -> check.of(target.getValue())));
        }
    }

    @Nested
    @DisplayName("Webhooks")
    class Webhooks {
        @TestFactory
        @DisplayName("that are genuine are understood, and replays can be told")
        Stream<DynamicTest> genuine() {
            return forEachSample(new WebhookCheck(run)::genuineOnesAreUnderstood);
        }

        @TestFactory
        @DisplayName("that are forged are refused")
        Stream<DynamicTest> forged() {
            return forEachSample(new WebhookCheck(run)::forgedOnesAreRefused);
        }

        @TestFactory
        @DisplayName("that are stale are refused")
        Stream<DynamicTest> stale() {
            return forEachSample(new WebhookCheck(run)::staleOnesAreRefused);
        }

        @TestFactory
        @DisplayName("that are truncated or make no sense are refused")
        Stream<DynamicTest> truncated() {
            return forEachSample(new WebhookCheck(run)::truncatedAndSenselessOnesAreRefused);
        }

        @TestFactory
        @DisplayName("that are too large are refused")
        Stream<DynamicTest> tooLarge() {
            return forEachSample(new WebhookCheck(run)::tooLargeOnesAreRefused);
        }

        @TestFactory
        @DisplayName("that were meant for another connection are refused")
        Stream<DynamicTest> ofAnotherConnection() {
            return forEachSample(new WebhookCheck(run)::onesOfAnotherConnectionAreRefused);
        }

        private Stream<DynamicTest> forEachSample(Check<WebhookFixture.Sample> check) {
            if (connector().webhooks().isEmpty()) {
                return Stream.empty();
            }
            List<WebhookFixture.Sample> samples =
                    new WebhookCheck(run).fixture().samples();
            assertThat(samples).as("webhook samples").isNotEmpty();
            return samples.stream().map(sample -> dynamicTest(sample.name(), () -> check.of(sample)));
        }
    }

    /** One check of one thing. */
    @FunctionalInterface
    private interface Check<T> {
        void of(T thing) throws Exception;
    }

    private Stream<DynamicTest> forEachStream(Check<AccessStream> check) {
        return forEachStream("", check);
    }

    private Stream<DynamicTest> forEachStream(String suffix, Check<AccessStream> check) {
        return run.streams().stream().map(stream -> dynamicTest(stream.id() + suffix, () -> check.of(stream)));
    }
}
