package io.grantkeeper.demo;

import io.grantkeeper.functions.alertowner.AlertOwnerConfiguration;
import io.grantkeeper.functions.detectchanges.DetectChangesConfiguration;
import io.grantkeeper.functions.detectchanges.DetectOnScheduleConfiguration;
import io.grantkeeper.functions.detectchanges.DetectOnScheduleRequest;
import io.grantkeeper.functions.messaging.AlertChannelFactory;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.plansweep.PlanSweepConfiguration;
import io.grantkeeper.functions.runreview.EscalateConfiguration;
import io.grantkeeper.functions.runreview.EscalateRequest;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
import io.grantkeeper.functions.syncaccess.SyncAccessConfiguration;
import io.grantkeeper.functions.testkit.SqsTestEvents;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingGroup;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertMessage;
import io.grantkeeper.owners.alerts.AlertPacing;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.AlertSettings;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.TicketSigner;
import io.grantkeeper.simulator.ProviderSimulator;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Company;
import io.grantkeeper.simulator.company.SimulatedClock;
import io.grantkeeper.store.testkit.InMemoryAlertDeliveryStore;
import io.grantkeeper.store.testkit.InMemoryCampaignStore;
import io.grantkeeper.store.testkit.InMemoryLogStore;
import io.grantkeeper.store.testkit.InMemoryQuestionStore;
import io.grantkeeper.store.testkit.InMemoryRevocationStore;
import io.grantkeeper.store.testkit.InMemorySaltStore;
import io.grantkeeper.store.testkit.InMemoryWithheldAlertStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistrar;

/**
 * One week of a simulated company, in virtual time: a first sweep whose findings are released on the same day, then seven
 * days with a sweep each, and the daily summaries of the last day. Nobody answers a question, so every reminder and every
 * escalation is counted.
 */
final class AlertVolume {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int DAYS = 7;
    private static final AlertRecipient TEAM = new AlertRecipient("Security", "security@company.example", List.of());
    private static final PlanSweepConfiguration PLAN = new PlanSweepConfiguration();
    private static final SyncAccessConfiguration SYNC = new SyncAccessConfiguration();
    private static final DetectChangesConfiguration DETECT = new DetectChangesConfiguration();
    private static final DetectOnScheduleConfiguration DAILY = new DetectOnScheduleConfiguration();
    private static final AlertOwnerConfiguration ALERT = new AlertOwnerConfiguration();
    private static final EscalateConfiguration ESCALATE = new EscalateConfiguration();

    private final AlertPacing pacing;
    private final Company company;
    private final SimulatedClock clock;
    private final SortedMap<String, Integer> delivered = new TreeMap<>();
    private final Set<String> late = new HashSet<>();
    private int separate;

    AlertVolume(AlertPacing pacing, Function<SimulatedClock, Company> company) {
        this.pacing = pacing;
        this.clock = SimulatedClock.frozenAt(Company.START);
        this.company = company.apply(clock);
    }

    /**
     * The numbers of messages and findings in one week.
     *
     * @param toOwners the number of messages to people other than the security team
     * @param toTeam the number of messages to the security team
     * @param separate the number of messages that would be sent if each question had its own message and its own
     *     reminder
     * @param findings the number of findings that are open at the end
     * @param groups the number of different subjects of the open findings
     * @param late the number of findings about changes, of at least high severity, that were not sent on the day of
     *     their detection
     * @param kinds the number of messages of each kind, for example "owner: daily summary"
     */
    record Week(
            int people,
            int toOwners,
            int toTeam,
            int separate,
            int findings,
            int groups,
            int late,
            SortedMap<String, Integer> kinds) {
        double messagesPerHundred() {
            return 100.0 * (toOwners + toTeam) / people;
        }

        double separatePerHundred() {
            return 100.0 * separate / people;
        }

        double findingsPerHundred() {
            return 100.0 * findings / people;
        }

        double subjectsPerHundred() {
            return 100.0 * groups / people;
        }

        String row(String name, boolean grouped) {
            return String.format(
                    Locale.ROOT,
                    "%-28s %6d %10.1f %10.1f %10.1f %10.1f %6d",
                    name,
                    people,
                    100.0 * toOwners / people,
                    100.0 * toTeam / people,
                    separatePerHundred(),
                    grouped ? subjectsPerHundred() : findingsPerHundred(),
                    late);
        }

        /** Returns one line for each kind of message, with the number of messages per 100 people. */
        String byKind() {
            StringBuilder lines = new StringBuilder();
            kinds.forEach((kind, count) -> lines.append(
                    String.format(Locale.ROOT, "  %-44s %6d %10.1f%n", kind, count, 100.0 * count / people)));
            return lines.toString();
        }

        static String header() {
            return "%-28s %6s %10s %10s %10s %10s %6s"
                    .formatted("", "people", "to owners", "to team", "separate", "findings", "late");
        }
    }

    Week run() {
        int people = company.people().active().size();
        try (ProviderSimulator simulator =
                ProviderSimulator.start(company, SimulatorOptions.defaults().withoutQuotas())) {
            List<DemoTenant> tenants = DemoTenants.of(simulator);
            CampaignPorts ports = new CampaignPorts(tenants, clock, URI.create("http://127.0.0.1:1/"));
            InMemoryWithheldAlertStore withheld = new InMemoryWithheldAlertStore();
            AlertDeliveryStore sends = new InMemoryAlertDeliveryStore(ports.findings);
            InMemoryQuestionStore questions = new InMemoryQuestionStore();
            InMemoryLogStore ledger = new InMemoryLogStore();
            BeanRegistrar more = (registry, environment) -> {
                ports.register(registry, environment);
                registry.registerBean(AlertDeliveryStore.class, spec -> spec.supplier(_ -> sends));
                registry.registerBean(WithheldAlertStore.class, spec -> spec.supplier(_ -> withheld));
                registry.registerBean(QuestionStore.class, spec -> spec.supplier(_ -> questions));
                registry.registerBean(AnswersConfig.class, spec -> spec.supplier(_ -> answers()));
                registry.registerBean(CampaignStore.class, spec -> spec.supplier(_ -> new InMemoryCampaignStore()));
                registry.registerBean(PendingEntryStore.class, spec -> spec.supplier(_ -> ledger));
                registry.registerBean(SaltStore.class, spec -> spec.supplier(_ -> new InMemorySaltStore()));
                registry.registerBean(RevocationStore.class, spec -> spec.supplier(_ -> new InMemoryRevocationStore()));
                registry.registerBean(
                        AlertChannelFactory.class,
                        spec -> spec.supplier(_ -> new AlertChannelFactory(
                                List.of(new Inbox()),
                                new AlertSettings(Severity.MEDIUM, TEAM, Duration.ofMinutes(2), 5, pacing))));
            };
            try (FunctionApplicationContext functions =
                    FunctionApplicationContext.start(List.of(PLAN, SYNC, DETECT, DAILY, ALERT, ESCALATE), more)) {
                TenantId tenant = tenants.getFirst().connection().tenant();
                day(functions, ports, tenants, tenant, false);
                release(withheld, tenant);
                clock.advance(Duration.ofMinutes(20));
                alert(functions, ports, tenant);
                for (int day = 0; day < DAYS; day++) {
                    simulator.stepDay();
                    day(functions, ports, tenants, tenant, true);
                    clock.advance(Duration.ofHours(2));
                    alert(functions, ports, tenant);
                }
                clock.advance(Duration.ofDays(1)); // the last daily summaries
                alert(functions, ports, tenant);
                List<Finding> open = StorePage.readAll(from -> ports.findings.open(tenant, 500, from));
                return new Week(
                        people,
                        count("owner: "),
                        count("team: "),
                        separate,
                        open.size(),
                        FindingGroup.of(open, finding -> context(ports.access, tenant, finding))
                                .size(),
                        late.size(),
                        delivered);
            }
        }
    }

    private static FindingGroup.Context context(AccessStore access, TenantId tenant, Finding finding) {
        Optional<IdentitySummary> summary =
                access.outline(tenant, finding.identity()).flatMap(IdentityRecord::summary);
        return new FindingGroup.Context(
                summary.flatMap(IdentitySummary::product),
                summary.flatMap(IdentitySummary::owner).map(owner -> PersonNames.identify(access, tenant, owner)),
                finding.affected().stream().findFirst().map(person -> PersonNames.identify(access, tenant, person)));
    }

    private int count(String prefix) {
        return delivered.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static AnswersConfig answers() {
        return AnswersConfig.byLinks(new AnswerLinkFactory(
                URI.create("http://127.0.0.1:1/"),
                new TicketSigner(() -> List.of(Secret.of("a test key, which protects nothing at all"))),
                Duration.ofDays(30)));
    }

    private void release(WithheldAlertStore withheld, TenantId tenant) {
        withheld.saveControls(
                tenant,
                withheld.controls(tenant)
                        .withRelease(new AlertControls.Release(
                                "all",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "security",
                                clock.instant())));
    }

    private void day(
            FunctionApplicationContext functions,
            CampaignPorts ports,
            List<DemoTenant> tenants,
            TenantId tenant,
            boolean expectHighAtOnce) {
        Instant start = clock.instant();
        for (DemoTenant provider : tenants) {
            Connection connection = provider.connection();
            var _ = functions
                    .function(PLAN)
                    .apply(new PlanSweepRequest(connection.tenant(), connection.id(), clock.instant(), false, true));
        }
        Random order = new Random(1);
        while (ports.syncQueue.size() > 0 || !ports.stream.isEmpty()) {
            List<SyncWork> due = ports.syncQueue.receive(10);
            for (SyncWork work : due) {
                var _ = functions.function(SYNC).apply(SqsTestEvents.of(work));
            }
            if (!ports.stream.isEmpty()) {
                ports.stream.deliver(functions.function(DETECT), order);
            } else if (due.isEmpty()) {
                clock.advance(STEP);
            }
        }
        var _ = functions.function(DAILY).apply(new DetectOnScheduleRequest(tenant));
        alert(functions, ports, tenant);
        if (expectHighAtOnce) {
            StorePage.forEach(from -> ports.findings.open(tenant, 500, from), finding -> {
                if (finding.sendId().isEmpty()
                        && finding.severity().atLeast(Severity.HIGH)
                        && !finding.foundAt().isBefore(start.minus(Duration.ofDays(1)))) {
                    late.add(finding.identity() + " " + finding.key());
                }
            });
        }
    }

    /** Handles all alert work, then sends the messages that are due. */
    private void alert(FunctionApplicationContext functions, CampaignPorts ports, TenantId tenant) {
        clock.advance(STEP.multipliedBy(2));
        for (int rounds = 0; ports.alertQueue.size() > 0 && rounds < 60; rounds++) {
            List<AlertWork> due = ports.alertQueue.receive(10);
            for (AlertWork work : due) {
                var _ = functions.function(ALERT).apply(SqsTestEvents.of(work));
            }
            if (due.isEmpty()) {
                clock.advance(STEP);
            } else {
                rounds--;
            }
        }
        var _ = functions.function(ESCALATE).apply(new EscalateRequest(tenant));
    }

    private final class Inbox implements AlertChannel {
        @Override
        public String name() {
            return "email";
        }

        @Override
        public Optional<String> addressOf(AlertRecipient recipient) {
            return Optional.of(recipient.email());
        }

        @Override
        public String render(AlertMessage message) {
            long listed = message.choices().stream()
                    .filter(choice -> choice.code().startsWith("decide-"))
                    .count();
            return kind(message) + "\t" + Math.max(1, listed);
        }

        @Override
        public String deliver(AlertDelivery send, boolean mayHaveBeenSent) {
            String to = send.recipient().equals(TEAM.email()) ? "team: " : "owner: ";
            String[] parts = send.body().split("\t", 2);
            delivered.merge(to + parts[0], 1, Integer::sum);
            separate += Integer.parseInt(parts[1]);
            return send.id();
        }

        private static String kind(AlertMessage message) {
            String title = message.title();
            String severity = " (%s)".formatted(message.severity().name().toLowerCase(Locale.ROOT));
            if (title.startsWith("Reminder: ")) {
                return "reminder";
            } else if (title.contains("first sweep")) {
                return "report of first sweeps";
            } else if (title.startsWith("Your week")) {
                return "weekly summary";
            } else if (title.endsWith("need a decision")) {
                return "several subjects" + severity;
            } else if (title.contains(" needs a decision in ") || title.contains("apps and keys still have access")) {
                return "one subject in several places" + severity;
            } else if (title.endsWith("need your answer") || message.why().contains("has not answered")) {
                return "escalation";
            }
            return "one identity" + severity;
        }
    }
}
