package io.grantkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.property.testkit.TestRepetitions;
import io.grantkeeper.simulator.company.CompanyPerson;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Watches random companies for random days, in random row order and with random faults: refusals and limits in each
 * provider's format, server errors, truncated and unreadable responses, refusals inside batches, rows that move, are
 * repeated, are replaced, change twice or disagree with totals, lost and duplicated webhooks, two processes that read
 * and write the same partition, and restarts. After the last undisturbed sweep, the stored access must equal the
 * tenants' access, and the findings must match the changes exactly.
 *
 * <p>The seed of a company is in the name of its test. To repeat one company, run the test with
 * {@code -Dgrantkeeper.campaign.seed=17}; {@code 16-199} runs several.
 */
@DisplayName("The truth about a random company")
class TruthCampaignIT {
    private static final int PROVIDERS = 3;
    private static final int COMPANIES = 200;
    private static final int SAMPLE = 3;

    /**
     * Returns the seeds of this run: the given seed, the given range, or the default seeds of a build or a campaign.
     */
    static LongStream seeds() {
        String given = System.getProperty("grantkeeper.campaign.seed", "");
        if (given.isEmpty()) {
            return LongStream.range(0, TestRepetitions.times(COMPANIES, SAMPLE));
        }
        String[] ends = given.split("-", 2);
        return LongStream.rangeClosed(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void allAccessIsStoredAndAllChangesAreReported(long seed) {
        Random random = new Random(seed);
        try (CampaignCompany company = new CampaignCompany(random, PROVIDERS)) {
            new WatchedCompany(company, random).days();
        }
    }

    /** A company that is watched for some days, with the history of its tenants. */
    private static final class WatchedCompany {
        private final CampaignCompany company;
        private final Random random;
        private final CampaignDays days;
        private final CampaignFlips flips;
        private final CampaignFaults faults;
        private final Map<DemoTenant, AccessHistory> histories = new LinkedHashMap<>();
        private final Map<DemoTenant, Set<String>> known = new LinkedHashMap<>();

        WatchedCompany(CampaignCompany company, Random random) {
            this.company = company;
            this.random = random;
            this.days = new CampaignDays(company.simulator, random);
            this.flips = new CampaignFlips(company.simulator);
            this.faults = new CampaignFaults(company.simulator, random);
            company.tenants.forEach(tenant -> histories.put(tenant, new AccessHistory(provider(tenant))));
        }

        void days() {
            for (DemoTenant tenant : company.tenants) {
                for (int rows = random.nextInt(40); rows > 0; rows--) {
                    days.remove(provider(tenant));
                }
            }
            company.simulator.company().takeGitHubEvents();
            remember();
            faults.shuffle();
            company.sweep();
            histories.values().forEach(AccessHistory::begin);
            requireTruth();
            for (int day = 1 + random.nextInt(3); day > 0; day--) {
                passDay();
                disturbedSweep();
                passDay();
                faults.shuffle();
                company.sweep();
                requireTruth();
            }
        }

        private void passDay() {
            company.clock().advance(Duration.ofMinutes(1 + random.nextInt(48 * 60)));
            if (random.nextBoolean()) {
                undo();
            }
            for (int changes = random.nextInt(8); changes > 0; changes--) {
                change();
                if (random.nextInt(4) == 0) {
                    company.deliverWebhooks();
                    if (random.nextBoolean()) {
                        company.work();
                    }
                }
            }
            switch (random.nextInt(3)) {
                case 0 -> company.deliverWebhooks();
                case 1 -> {} // delivered late
                default -> company.simulator.webhooks().loseAll();
            }
        }

        private void disturbedSweep() {
            faults.schedule(this::change, this::flip);
            if (random.nextBoolean()) {
                company.overtake(random.nextBoolean() ? this::undo : this::change);
            }
            if (random.nextBoolean()) {
                company.killBy(CrashSimulator.at(
                        1 + random.nextInt(600),
                        random.nextBoolean() ? CrashSimulator.Effect.LOST : CrashSimulator.Effect.DONE));
            }
            company.sweep();
            if (random.nextBoolean()) {
                company.deliverWebhooks();
                company.work();
            }
            company.endOvertaking();
            faults.end();
            flips.end();
            remember();
        }

        private void flip() {
            flips.flip(company.tenants.stream().map(WatchedCompany::provider).toList());
            remember();
        }

        /** Undoes the latest addition of each tenant. */
        private void undo() {
            company.tenants.forEach(tenant -> days.undo(provider(tenant)));
            remember();
        }

        private void change() {
            days.change(provider(company.tenants.get(random.nextInt(company.tenants.size()))));
            remember();
        }

        private void remember() {
            histories.forEach(
                    (tenant, history) -> history.add(SimulatedAccess.of(company.simulator, provider(tenant))));
        }

        private void requireTruth() {
            Set<String> inactive = company.simulator.company().people().all().stream()
                    .filter(person -> !person.active())
                    .map(CompanyPerson::id)
                    .collect(Collectors.toSet());
            List<String> errors = new ArrayList<>(company.problems());
            histories.forEach((tenant, history) -> {
                StoredAccess stored = new StoredAccess(company.ports, tenant);
                errors.addAll(
                        differences(stored.live(inactive), SimulatedAccess.of(company.simulator, provider(tenant))));
                errors.addAll(differentStates(stored, SimulatedAccess.suspended(company.simulator, provider(tenant))));
                List<Finding> since = newFindings(tenant, stored.findings());
                errors.addAll(history.invented(since));
                history.requireReported(since);
                errors.addAll(history.missing());
            });
            assertThat(errors).isEmpty();
        }

        /** Returns the findings that are new since the last check. */
        private List<Finding> newFindings(DemoTenant tenant, List<Finding> all) {
            Set<String> before = known.computeIfAbsent(tenant, _ -> new HashSet<>());
            return all.stream()
                    .filter(finding -> before.add(finding.identity() + " " + finding.key()))
                    .toList();
        }

        private static List<String> differences(SortedSet<AccessFact> stored, SortedSet<AccessFact> real) {
            SortedSet<AccessFact> lost = new TreeSet<>(real);
            lost.removeAll(stored);
            SortedSet<AccessFact> invented = new TreeSet<>(stored);
            invented.removeAll(real);
            List<String> differences = new ArrayList<>();
            lost.forEach(fact -> differences.add("not stored: " + fact));
            invented.forEach(fact -> differences.add("stored, but not real: " + fact));
            return differences;
        }

        private static List<String> differentStates(StoredAccess stored, Map<String, Boolean> real) {
            Map<String, Boolean> known = stored.suspended(real.keySet());
            return real.entrySet().stream()
                    .filter(state -> !state.getValue().equals(known.get(state.getKey())))
                    .map(state -> "%s is %s, but stored as %s"
                            .formatted(
                                    state.getKey(),
                                    state.getValue() ? "suspended" : "not suspended",
                                    known.containsKey(state.getKey())
                                            ? known.get(state.getKey()) ? "suspended" : "not suspended"
                                            : "unknown"))
                    .toList();
        }

        private static String provider(DemoTenant tenant) {
            return tenant.connection().provider().value();
        }
    }
}
