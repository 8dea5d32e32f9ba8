package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.functions.plansweep.PlanSweepConfiguration;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.syncaccess.SyncAccessConfiguration;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.GitHubRepository;
import io.grantkeeper.simulator.company.GitHubTenant;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Removes the objects from which partitions are planned, such as a project or a repository, before the partitions are
 * read.
 */
@DisplayName("A parent that is removed between planning and reading")
class RemovedParentIT {
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final PlanSweepConfiguration PLAN = new PlanSweepConfiguration();
    private static final SyncAccessConfiguration SYNC = new SyncAccessConfiguration();

    private final SimulatedClock clock = SimulatedClock.frozenAt(Company.START);
    private final ProviderSimulator simulator = ProviderSimulator.start(
            Company.demo(clock), SimulatorOptions.defaults().withoutQuotas());

    @AfterEach
    void stop() {
        simulator.close();
    }

    /**
     * The log that reports the new key also names the project. The log is read after the planned read of the project.
     */
    @Test
    void leavesNoGapIfLogNamesArchivedProject() {
        try (Watched watched = new Watched("openai")) {
            watched.plan();
            watched.read();
            OpenAiTenant tenant = simulator.openAiDouble().tenant();
            var person =
                    simulator.company().people().active().stream().findFirst().orElseThrow();
            String id = simulator
                    .openAiDouble()
                    .createKey("short-lived", person, clock.instant())
                    .project()
                    .orElseThrow();
            OpenAiTenant.Project project = tenant.projects().find(id).orElseThrow();
            clock.advance(Duration.ofHours(1));
            tenant.projects()
                    .put(new OpenAiTenant.Project(id, project.name(), project.created(), Optional.of(clock.instant())));
            clock.advance(Duration.ofHours(24));
            watched.plan();
            watched.read();
            assertThat(watched.gaps()).isEmpty();
            assertThat(watched.rows("project-keys", id)).isZero();
        }
    }

    @Test
    void reportsRemovalInSameSweep() {
        try (Watched watched = new Watched("openai")) {
            watched.plan();
            watched.read();
            OpenAiTenant tenant = simulator.openAiDouble().tenant();
            OpenAiTenant.Project project = tenant.projects().all().stream()
                    .filter(one -> one.archived().isEmpty() && watched.rows("project-keys", one.id()) > 0)
                    .findFirst()
                    .orElseThrow();
            clock.advance(Duration.ofHours(24));
            watched.plan();
            tenant.projects()
                    .put(new OpenAiTenant.Project(
                            project.id(), project.name(), project.created(), Optional.of(clock.instant())));
            watched.read();
            assertThat(watched.gaps()).isEmpty();
            assertThat(watched.rows("project-keys", project.id())).isZero();
        }
    }

    /** A partition contains many repositories. The others must be read although one of them was removed. */
    @Test
    void readsOtherRepositoriesOfPartition() {
        try (Watched watched = new Watched("github")) {
            GitHubTenant tenant = simulator.company().gitHub();
            GitHubRepository repository = tenant.repositories().all().stream()
                    .filter(one -> tenant.deployKeys().all().stream().anyMatch(key -> key.repositoryId() == one.id()))
                    .findFirst()
                    .orElseThrow();
            watched.plan();
            tenant.repositories().remove(repository.id());
            watched.read();
            assertThat(watched.gaps()).isEmpty();
        }
    }

    /** A connection with the functions that read it. */
    private final class Watched implements AutoCloseable {
        private final SweepPorts ports;
        private final FunctionApplicationContext functions;

        Watched(String provider) {
            DemoTenant tenant = DemoTenants.of(simulator, provider);
            simulator.faults().clear();
            ports = new SweepPorts(tenant, clock);
            functions = FunctionApplicationContext.start(List.of(PLAN, SYNC), ports);
        }

        void plan() {
            assertThat(functions
                            .function(PLAN)
                            .apply(new PlanSweepRequest(
                                    connection().tenant(), connection().id(), clock.instant(), false, false))
                            .problems())
                    .isEmpty();
        }

        void read() {
            while (ports.queue().size() > 0) {
                List<SyncWork> due = ports.queue().receive(1);
                due.forEach(work -> assertThat(functions
                                .function(SYNC)
                                .apply(SqsTestEvents.of(work))
                                .getBatchItemFailures())
                        .isEmpty());
                if (due.isEmpty()) {
                    clock.advance(STEP);
                }
            }
            assertThat(ports.deadLetters().letters()).isEmpty();
        }

        /** Returns everything that is recorded as not read although the provider offers it. */
        List<String> gaps() {
            return ports.sweeps().state(connection().tenant(), connection().id()).partitions().stream()
                    .filter(partition -> partition
                            .problem()
                            .filter(problem -> !problem.code().equals("not-offered"))
                            .isPresent())
                    .map(PartitionStatus::toString)
                    .toList();
        }

        int rows(String stream, String partition) {
            return ports.digests()
                    .load(connection().tenant(), new PartitionRef(connection().id(), new StreamId(stream), partition))
                    .rows()
                    .size();
        }

        private Connection connection() {
            return ports.tenant().connection();
        }

        @Override
        public void close() {
            functions.close();
        }
    }
}
