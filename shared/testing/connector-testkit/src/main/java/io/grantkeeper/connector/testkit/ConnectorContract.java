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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * The guarantees of every connector, as tests that subclasses inherit. A connector's test extends this class, states
 * how to create the connector and how to start a double of its provider, and lists the responses with which the
 * provider refuses a call. All checks in this class then run automatically.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("this-escape") // the context only stores the reference and does not use it before the tests start
public abstract class ConnectorContract {
    private final ContractContext run = new ContractContext(this);

    private final Supplier<Connector> connectors;
    private final Function<ProviderDoubleOptions, ProviderDouble> doubles;
    private final List<FaultVariant> refusals;

    /**
     * Creates the contract test of one connector.
     *
     * @param connectors creates a connector that shares no state with previously created ones
     * @param doubles starts a double of the provider
     * @param refusals the provider's 401, 403 and 429 responses, each with the problem that the connector must map it
     *     to
     */
    protected ConnectorContract(
            Supplier<Connector> connectors,
            Function<ProviderDoubleOptions, ProviderDouble> doubles,
            FaultVariant... refusals) {
        this.connectors = connectors;
        this.doubles = doubles;
        this.refusals = List.of(refusals);
    }

    final Connector connector() {
        return connectors.get();
    }

    final ProviderDouble startDouble(ProviderDoubleOptions options) {
        return doubles.apply(options);
    }

    final List<FaultVariant> refusals() {
        return refusals;
    }

    /** Returns genuine webhooks from the provider. Called only if the connector has a webhook verifier. */
    protected WebhookFixture webhooks(ProviderDouble provider) {
        throw new AssertionError("a connector with a webhook verifier must override webhooks() in its contract test");
    }

    /** Returns how far back log streams are read; by default, seven days. */
    protected Duration logPeriod() {
        return Duration.ofDays(7);
    }

    final LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(logPeriod())), now);
    }

    /**
     * Returns the JSON members whose own member names are data, such as a map of permissions by name. The contract adds
     * no unknown member to these objects.
     */
    protected Set<String> objectsWithDynamicKeys() {
        return Set.of();
    }

    /**
     * Returns the JSON members that are open enumerations: the provider may add values, and observations preserve them.
     * Wherever such a member has a string value, the contract replaces it with a value that does not exist yet.
     */
    protected Set<String> openEnumerations() {
        return Set.of();
    }

    /**
     * Returns the open enumerations whose new values, unlike those of {@link #openEnumerations}, are not preserved in
     * observations. The rows that contain such values must still appear.
     */
    protected Set<String> openEnumerationsNotShown() {
        return Set.of();
    }

    final List<UnknownEnumValue> unknownValues() {
        return Stream.concat(
                        openEnumerations().stream().map(member -> new UnknownEnumValue(member, true)),
                        openEnumerationsNotShown().stream().map(member -> new UnknownEnumValue(member, false)))
                .toList();
    }

    /**
     * Returns the JSON members that determine which identity or grant a row describes. A response without such a member
     * describes a different row, so the original row may be missing from the result. Every other row must be in the
     * result, or the listing must fail.
     */
    protected Set<String> identifyingMembers() {
        return Set.of();
    }

    /**
     * Refuses a part of a response because of a rate limit. Only providers that accept several requests in one call,
     * and respond to each of them separately, refuse parts. By default, does nothing.
     *
     * @param response may be changed
     * @return whether a part was refused
     */
    protected boolean refusePart(ReceivedCall call, JsonNode response) {
        return false;
    }

    /**
     * Returns the JSON members in which the provider states how many rows a listing has. The contract makes each of
     * them disagree with the listing.
     */
    protected Set<String> totals() {
        return Set.of();
    }

    /**
     * Returns whether an empty JSON object is a valid response to a call, for example if the provider omits empty
     * lists.
     */
    protected boolean acceptsEmptyObject(ReceivedCall call) {
        return false;
    }

    /**
     * Returns the forms of identity that stay listed after they are revoked, because the provider only disables them.
     */
    protected Set<String> formsListedAfterRevocation() {
        return Set.of();
    }

    /**
     * Returns whether the double shows that this target was revoked. Targets whose revocation the double cannot show
     * are skipped.
     */
    protected boolean isRevocableInDouble(RevocationTarget target) {
        return !formsListedAfterRevocation().contains(target.holder().form());
    }

    @AfterAll
    void stopDouble() {
        run.close();
    }

    @Nested
    @DisplayName("Declarations")
    class Declarations {
        @Test
        @DisplayName("the profile is complete")
        void declaresCompleteProfile() {
            new ConfigurationCheck(run).profileIsComplete();
        }

        @Test
        @DisplayName("the hosts that the connector calls are declared")
        void declaresEveryHostThatItCalls() {
            new AllowedHostsCheck(run).hostsAreDeclared();
        }

        @Test
        @DisplayName("a missing required setting is reported by name")
        void namesMissingSettings() {
            new ConfigurationCheck(run).missingSettingsAreNamed();
        }

        @Test
        @DisplayName("a missing required credential is reported by name")
        void namesMissingCredentials() {
            new ConfigurationCheck(run).missingCredentialsAreNamed();
        }

        @TestFactory
        @DisplayName("the declared scopes are enough to read the stream")
        Stream<DynamicTest> readsEveryStreamWithDeclaredScopes() {
            return forEachStream(new RequiredScopesCheck(run)::declaredScopesSuffice);
        }

        @TestFactory
        @DisplayName("a missing scope is reported as insufficient scope")
        Stream<DynamicTest> reportsMissingScopes() {
            return forEachStream(new RequiredScopesCheck(run)::missingScopesAreReported);
        }
    }

    @Nested
    @DisplayName("Reading")
    class Reading {
        @TestFactory
        @DisplayName("a recording produces the approved output")
        Stream<DynamicTest> producesApprovedOutputFromRecording() {
            return forEachStream(new ProviderRecordingCheck(run)::outputMatchesApproved);
        }

        @Test
        @DisplayName("recordings contain no secrets")
        void recordingsContainNoSecrets() {
            new ProviderRecordingCheck(run).recordingsContainNoSecrets();
        }

        @TestFactory
        @DisplayName("terminates and never repeats a cursor")
        Stream<DynamicTest> terminatesPagingWithoutRepeatingCursor() {
            return forEachStream(new PagingCheck(run)::pagingEnds);
        }

        @TestFactory
        @DisplayName("terminates if the provider's pages form a loop")
        Stream<DynamicTest> stopsIfPagesFormLoop() {
            return forEachStream(new CyclicPagingCheck(run)::stopsOnLoops);
        }

        @TestFactory
        @DisplayName("continues past an empty page if another page follows")
        Stream<DynamicTest> continuesPastEmptyPages() {
            return forEachStream(stream -> new EmptyPageCheck(run).continuesPastEmptyPages(stream));
        }

        @TestFactory
        @DisplayName("proves no removal of a row that moves to a page already read")
        Stream<DynamicTest> doesNotReportMovedRowsAsRemoved() {
            return forEachStream(stream -> new MovingRowsCheck(run).movedRowsAreNotRemoved(stream));
        }

        @TestFactory
        @DisplayName("proves no removal if a page repeats a row of an earlier page")
        Stream<DynamicTest> doesNotReportRemovalIfRowIsRepeated() {
            return forEachStream(stream -> new MovingRowsCheck(run).repeatedRowsProveNothing(stream));
        }

        @TestFactory
        @DisplayName("proves no removal if the provider counts more rows than it lists")
        Stream<DynamicTest> doesNotReportRemovalIfCountDisagrees() {
            return forEachStream(new MovingRowsCheck(run)::disagreeingCountsProveNothing);
        }

        @TestFactory
        @DisplayName("gives the same result for every order of a page's rows")
        Stream<DynamicTest> doesNotDependOnOrderOfRows() {
            return forEachStream(new RowOrderCheck(run)::orderChangesNothing);
        }

        @TestFactory
        @DisplayName("reads a segment directly with the same result as the listing")
        Stream<DynamicTest> readsSegmentDirectlyWithSameResultAsListing() {
            return forEachStream(new DirectReadCheck(run)::agreesWithListing);
        }

        @TestFactory
        @DisplayName("proves with a direct read that a segment does not exist")
        Stream<DynamicTest> directReadProvesThatSegmentDoesNotExist() {
            return forEachStream(new DirectReadCheck(run)::provesThatMissingSegmentDoesNotExist);
        }

        @TestFactory
        @DisplayName("returns the same partitions in every sweep, including those already known")
        Stream<DynamicTest> returnsSamePartitionsInEverySweep() {
            return forEachStream(new PagingCheck(run)::partitionsAreStable);
        }

        @TestFactory
        @DisplayName("plans a known partition that no longer exists, and reads no rows from it")
        Stream<DynamicTest> readsNoRowsFromMissingPartition() {
            return forEachStream(new PagingCheck(run)::missingPartitionIsPlannedAndEmpty);
        }

        @TestFactory
        @DisplayName("resumes from every cursor with a fresh instance and gets the same result")
        Stream<DynamicTest> resumesFromEveryCursor() {
            return forEachStream(new PagingCheck(run)::everyCursorResumes);
        }

        @TestFactory
        @DisplayName("gives each row a unique id that belongs to its own connection")
        Stream<DynamicTest> givesEachRowUniqueIdWithinConnection() {
            return forEachStream(new PagingCheck(run)::idsAreUnique);
        }

        @TestFactory
        @DisplayName("ignores unknown members")
        Stream<DynamicTest> ignoresUnknownMembers() {
            return forEachStream(new UnknownFieldsCheck(run)::newMembersAreIgnored);
        }

        @Test
        @DisplayName("each open enumeration occurs in the double")
        void everyOpenEnumerationOccursInResponsesOfTestDouble() throws ConnectorException {
            new UnknownFieldsCheck(run).unknownValuesOccur();
        }

        @TestFactory
        @DisplayName("preserves unknown values")
        Stream<DynamicTest> preservesUnknownValuesOfEnumerations() {
            return forEachStream(new UnknownFieldsCheck(run)::newValuesArePreserved);
        }

        @TestFactory
        @DisplayName("neither crashes nor silently drops rows if a response is malformed")
        Stream<DynamicTest> neitherCrashesNorDropsRowsOnMalformedResponses() {
            int most = Integer.getInteger("contract.damages", 20);
            return forEachStream(stream -> new DamagedResponseCheck(run).survivesMalformedResponses(stream, most));
        }

        @TestFactory
        @DisplayName("follows no link to an undeclared host")
        Stream<DynamicTest> followsNoLinksToUndeclaredHosts() {
            return forEachStream(new AllowedHostsCheck(run)::foreignLinksAreNotFollowed);
        }

        @TestFactory
        @DisplayName("keeps two connections apart")
        Stream<DynamicTest> isolatesConnections() {
            return forEachStream(new ConnectionIsolationCheck(run)::connectionsAreIsolated);
        }

        @TestFactory
        @DisplayName("exposes no secret, even if the provider echoes it")
        Stream<DynamicTest> exposesNoSecret() {
            return forEachStream(new SecretLeakCheck(run)::noSecretIsExposed);
        }

        @TestFactory
        @DisplayName("reports a corrupted credential without exposing it")
        Stream<DynamicTest> reportsCorruptedCredentialsWithoutExposingThem() {
            return forEachStream(new MalformedCredentialCheck(run)::reportsWithoutExposing);
        }

        @TestFactory
        @DisplayName("gets the same result with a clock skew of 30 seconds")
        Stream<DynamicTest> toleratesClockSkew() {
            return forEachStream(new ClockSkewCheck(run)::toleratesThirtySecondsOfSkew);
        }

        @TestFactory
        @DisplayName("does not depend on the machine's time zone or locale")
        Stream<DynamicTest> ignoresTimeZoneAndLocale() {
            TimeZoneAndLocaleCheck check = new TimeZoneAndLocaleCheck(run);
            return Stream.of(
                            "Pacific/Chatham tr-TR",
                            "Asia/Kathmandu ar-SA-u-nu-arab",
                            "America/St_Johns th-TH-u-ca-buddhist")
                    .map(surroundings -> surroundings.split(" "))
                    .flatMap(where -> forEachStream(
                            ", ".concat(String.join(", ", where)),
                            stream -> check.hasNoEffect(stream, where[0], where[1])));
        }
    }

    @Nested
    @DisplayName("Faults on every call")
    class FaultHandling {
        @Test
        @DisplayName("lists the provider's 401, 403 and 429 responses")
        void listsResponsesThatRefuseCalls() {
            List<Class<? extends ConnectorProblem>> becomes =
                    refusals().stream().flatMap(form -> form.becomes().stream()).toList();
            assertThat(becomes)
                    .as("problems that refusals() maps to")
                    .contains(
                            ConnectorProblem.InvalidToken.class,
                            ConnectorProblem.InsufficientScope.class,
                            ConnectorProblem.RateLimited.class);
        }

        @TestFactory
        @DisplayName("a permanent fault is reported as one problem, never as a last page")
        Stream<DynamicTest> reportsPermanentFaultAsOneProblem() {
            FaultInjectionCheck check = new FaultInjectionCheck(run);
            return check.forms()
                    .flatMap(form -> forEachStream(
                            ": " + form.name(),
                            stream -> assertThat(check.permanentFaultViolations(stream, form))
                                    .isEmpty()));
        }

        @Test
        @DisplayName("a sweep finds every row although every third call is refused, and repeats almost no other call")
        void readsEveryRowEvenIfCallsAreRefused() throws ConnectorException {
            new ThrottledSweepCheck(run).readsEveryRowAlthoughCallsAreRefused();
        }

        @Test
        @DisplayName("a sweep finds every row although a part of each batch is refused, and repeats only that part")
        void readsEveryRowEvenIfPartsOfBatchesAreRefused() throws ConnectorException {
            new ThrottledSweepCheck(run).readsEveryRowAlthoughPartsOfBatchesAreRefused();
        }

        @TestFactory
        @DisplayName("a transient fault does not change the result")
        Stream<DynamicTest> returnsSameResultDespiteTransientFault() {
            FaultInjectionCheck check = new FaultInjectionCheck(run);
            return Stream.of(new InjectedFault.Reset(), InjectedFault.Status.of(502))
                    .flatMap(fault -> forEachStream(
                            ": " + fault.getClass().getSimpleName() + " once",
                            stream -> assertThat(check.transientFaultViolations(stream, fault))
                                    .isEmpty()));
        }
    }

    @Nested
    @DisplayName("Revoking")
    class Revoking {
        @TestFactory
        @DisplayName("planning has no effect")
        Stream<DynamicTest> plansRevocationWithoutSideEffects() throws ConnectorException {
            return forEachTarget(new RevocationCheck(run)::planningHasNoEffect);
        }

        @TestFactory
        @DisplayName("removes access and succeeds when repeated")
        Stream<DynamicTest> revokesIdempotently() throws ConnectorException {
            return forEachTarget(new RevocationCheck(run)::revokingIsIdempotent);
        }

        @TestFactory
        @DisplayName("never reports success after a failure")
        Stream<DynamicTest> neverReportsSuccessAfterFailure() throws ConnectorException {
            return forEachTarget(new RevocationCheck(run)::failureIsNeverReportedAsSuccess);
        }

        private Stream<DynamicTest> forEachTarget(Check<RevocationTarget> check) throws ConnectorException {
            return new RevocationCheck(run)
                    .targets().entrySet().stream()
                            .map(target -> dynamicTest(target.getKey(), () -> check.run(target.getValue())));
        }
    }

    @Nested
    @DisplayName("Webhooks")
    class Webhooks {
        @TestFactory
        @DisplayName("genuine webhooks are accepted, and replays can be detected")
        Stream<DynamicTest> acceptsGenuineWebhooks() {
            return forEachSample(new WebhookCheck(run)::genuineIsAccepted);
        }

        @TestFactory
        @DisplayName("headers other than the signature or token do not turn a webhook into a different one")
        Stream<DynamicTest> headersOtherThanSignatureOrTokenDoNotChangeResult() {
            return forEachSample(new WebhookCheck(run)::unprovedHeadersChangeNothing);
        }

        @TestFactory
        @DisplayName("forged webhooks are refused")
        Stream<DynamicTest> refusesForgedWebhooks() {
            return forEachSample(new WebhookCheck(run)::forgedIsRefused);
        }

        @TestFactory
        @DisplayName("stale webhooks are refused")
        Stream<DynamicTest> refusesStaleWebhooks() {
            return forEachSample(new WebhookCheck(run)::staleIsRefused);
        }

        @TestFactory
        @DisplayName("truncated or malformed webhooks are refused")
        Stream<DynamicTest> refusesMalformedWebhooks() {
            return forEachSample(new WebhookCheck(run)::malformedIsRefused);
        }

        @TestFactory
        @DisplayName("oversized webhooks are refused")
        Stream<DynamicTest> refusesOversizedWebhooks() {
            return forEachSample(new WebhookCheck(run)::oversizedIsRefused);
        }

        @TestFactory
        @DisplayName("webhooks for another connection are refused")
        Stream<DynamicTest> refusesWebhooksForOtherConnections() {
            return forEachSample(new WebhookCheck(run)::otherConnectionIsRefused);
        }

        private Stream<DynamicTest> forEachSample(Check<WebhookFixture.Sample> check) {
            if (connector().webhooks().isEmpty()) {
                return Stream.empty();
            }
            List<WebhookFixture.Sample> samples =
                    new WebhookCheck(run).fixture().samples();
            assertThat(samples).as("webhook samples").isNotEmpty();
            return samples.stream().map(sample -> dynamicTest(sample.name(), () -> check.run(sample)));
        }
    }

    /** A check of one item, such as a stream or a webhook sample. */
    @FunctionalInterface
    private interface Check<T> {
        void run(T thing) throws Exception;
    }

    private Stream<DynamicTest> forEachStream(Check<AccessStream> check) {
        return forEachStream("", check);
    }

    private Stream<DynamicTest> forEachStream(String suffix, Check<AccessStream> check) {
        return run.streams().stream().map(stream -> dynamicTest(stream.id() + suffix, () -> check.run(stream)));
    }
}
