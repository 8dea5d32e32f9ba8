package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Checks that paging ends, that partitions are stable, that a read can resume from every cursor, and that ids are
 * unique.
 */
final class PagingCheck {
    private static final int MAX_CURSOR = 4096;

    /** The partition id of a stream that is not split into partitions. */
    private static final String WHOLE = Partition.whole(new StreamId("any")).id();

    private final ContractContext run;

    PagingCheck(ContractContext run) {
        this.run = run;
    }

    void pagingEnds(AccessStream stream) throws ConnectorException {
        FullStreamRead walk = run.faultFreeWalk(stream);
        assertThat(walk.partitions()).as("a stream has at least one partition").isNotEmpty();
        assertThat(walk.cursors())
                .as("cursors fit into queue messages")
                .allSatisfy(
                        cursor -> assertThat(cursor.token().orElse("").length()).isLessThanOrEqualTo(MAX_CURSOR));
    }

    void partitionsAreStable(AccessStream stream) throws ConnectorException {
        List<String> first = ids(run.faultFreeWalk(stream).partitions());
        assertThat(first).as("partition ids").doesNotHaveDuplicates();
        assertThat(ids(run.walk(stream, run.provider(), TrafficInterceptor.NONE).partitions()))
                .as("partition ids in a second sweep")
                .isEqualTo(first);
        try (ConnectorTestRig testRig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = testRig.connect(run.provider(), "one", TrafficInterceptor.NONE);
            List<Partition> again =
                    testRig.connector().stream(stream.id()).partitions(connected.session(), Set.copyOf(first));
            assertThat(ids(again)).as("partitions that were already known").containsAll(first);
        }
    }

    /**
     * Plans and reads a partition that was read earlier but no longer exists. It must be planned, because only a read
     * shows that its rows were removed. The read must return no rows or report that the provider did not find the
     * partition.
     */
    void missingPartitionIsPlannedAndEmpty(AccessStream stream) throws ConnectorException {
        List<String> existing = ids(run.faultFreeWalk(stream).partitions());
        if (stream.kind() == StreamKind.LOG || existing.equals(List.of(WHOLE))) {
            return; // the partitions of a log are fixed, and a stream that is not split has no partition to lose
        }
        String missing = DirectReadCheck.other(existing.getFirst(), Set.copyOf(existing));
        try (ConnectorTestRig rig = run.rig(ConnectorTestRig.LONG_WAIT)) {
            TestConnection connected = rig.connect(run.provider(), "one", TrafficInterceptor.NONE);
            AccessStream fresh = rig.connector().stream(stream.id());
            List<Partition> planned = fresh.partitions(connected.session(), Set.of(missing)).stream()
                    .filter(partition -> partition.id().equals(missing))
                    .toList();
            assertThat(planned)
                    .as("'%s': the plan of the missing partition", stream.title())
                    .hasSize(1);
            try {
                assertThat(fresh.read(connected.session(), planned.getFirst(), PartitionCursor.start()))
                        .as("'%s': the page of the missing partition '%s'", stream.title(), missing)
                        .isInstanceOf(StreamPage.Last.class)
                        .satisfies(page -> assertThat(page.items()).isEmpty());
            } catch (ConnectorException e) {
                assertThat(e.problem())
                        .as("'%s': the problem of the missing partition '%s'", stream.title(), missing)
                        .isInstanceOf(ConnectorProblem.NotFound.class);
            }
        }
    }

    /**
     * Reads every page a second time from its cursor, with an instance that has read no earlier page, and expects the
     * same page.
     */
    void everyCursorResumes(AccessStream stream) throws ConnectorException {
        List<Callable<Optional<String>>> trials = new ArrayList<>();
        for (FullStreamRead.CompletedStep taken : run.faultFreeWalk(stream).taken()) {
            trials.add(() -> run.runStep(
                    taken.step(),
                    TrafficInterceptor.NONE,
                    ConnectorTestRig.LONG_WAIT,
                    (_, outcome) -> outcome.equals(new StreamRequestOutcome.Result(taken.result()))
                            ? Optional.empty()
                            : Optional.of("%s: a fresh instance got a different result: %s"
                                    .formatted(taken.step(), outcome.summary()))));
        }
        assertThat(ParallelChecks.run(trials)).isEmpty();
    }

    void idsAreUnique(AccessStream stream) throws ConnectorException {
        List<AccessObservation> items = run.faultFreeWalk(stream).items();
        List<String> violations = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (AccessObservation item : items) {
            if (!seen.add(item.key()) && stream.kind() == StreamKind.LISTING) {
                violations.add("the listing repeats the row " + item.key());
            }
            for (Object id : idsIn(item)) {
                if (!id.toString().startsWith("one/")) {
                    violations.add("%s belongs to another connection than the one that was read".formatted(id));
                }
            }
        }
        assertThat(violations).isEmpty();
    }

    private static List<Object> idsIn(AccessObservation observation) {
        List<Object> ids = new ArrayList<>();
        switch (observation) {
            case AccessObservation.IdentityObserved(var identity) -> ids.add(identity.id());
            case AccessObservation.GrantObserved(var holder, var grant) -> {
                ids.add(holder.id());
                if (grant.subject() instanceof io.grantkeeper.identity.GrantSubject.OnePerson(PersonId person)) {
                    ids.add(person);
                }
                grant.grantedBy().toOptional().ifPresent(ids::add);
            }
            case AccessObservation.CredentialObserved(var holder, var _) -> ids.add(holder.id());
            case AccessObservation.PersonObserved(var person) -> {
                ids.add(person.id());
                person.manager().toOptional().ifPresent(ids::add);
            }
            case AccessObservation.EventObserved(AccessEvent event) -> {
                event.about().toOptional().ifPresent((IdentityId id) -> ids.add(id));
                event.actor().toOptional().ifPresent(ids::add);
            }
            case AccessObservation.UsageObserved(DailyUsage usage) -> {
                ids.add(usage.identity());
                usage.onBehalfOf().toOptional().ifPresent(ids::add);
            }
        }
        return ids;
    }

    private static List<String> ids(List<Partition> partitions) {
        return partitions.stream().map(Partition::id).toList();
    }
}
