package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.owners.answers.ShortDigests;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sends a summary of the week to the security team, and to each person who has not answered yet: the changes, the open
 * questions, the number of closed questions, and the extent of access.
 */
public final class WeeklySummary {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration FIRST_WEEK = Duration.ofDays(6);
    private static final int PAGE = 200;
    private static final int LINES = 10;

    private final Logger log = System.getLogger(WeeklySummary.class.getName());
    private final AccessStore access;
    private final FindingStore findings;
    private final QuestionStore questions;
    private final WithheldAlertStore store;
    private final AlertSettings settings;
    private final ExactlyOnceDelivery delivery;
    private final Clock clock;

    public WeeklySummary(
            AccessStore access,
            FindingStore findings,
            QuestionStore questions,
            AlertDeliveryStore sends,
            WithheldAlertStore store,
            List<AlertChannel> channels,
            AlertSettings settings,
            Clock clock) {
        this.access = access;
        this.findings = findings;
        this.questions = questions;
        this.store = store;
        this.settings = settings;
        this.delivery = new ExactlyOnceDelivery(sends, channels, settings.lease(), clock);
        this.clock = clock;
    }

    /**
     * One person's summary.
     *
     * @param changed one line for each finding of the week, most severe first
     * @param waiting one line for each question that waits for an answer
     * @param closed how many questions were answered or became obsolete
     * @param exposure the extent of access, in one sentence
     */
    public record Week(
            String name, String email, List<String> changed, List<String> waiting, int closed, String exposure) {
        public Week {
            changed = List.copyOf(changed);
            waiting = List.copyOf(waiting);
        }

        boolean isEmpty() {
            return changed.isEmpty() && waiting.isEmpty() && closed == 0;
        }
    }

    /**
     * The result of one run.
     *
     * @param sent the number of messages that were sent or had been sent before
     * @param complete whether nothing is left for the next run
     */
    record Sent(int sent, boolean complete) {}

    /** Sends the summaries that are due. */
    Sent send(TenantId tenant, BooleanSupplier shouldContinue) {
        Instant now = clock.instant();
        Optional<Instant> due = settings.pacing().latestWeekly(now);
        AlertControls controls = store.controls(tenant);
        if (due.isEmpty()
                || controls.weeklyAt().filter(last -> !last.isBefore(due.get())).isPresent()) {
            return new Sent(0, true);
        }
        if (controls.weeklyAt().isEmpty()) {
            // The first summary follows at the end of the first week of at least six days, and not after an hour.
            Instant next = due.get().plus(WEEK);
            mark(tenant, controls, next.isBefore(now.plus(FIRST_WEEK)) ? next : due.get());
            return new Sent(0, true);
        }
        int sent = 0;
        boolean complete = true;
        for (Week week : weeks(tenant, due.get())) {
            if (!shouldContinue.getAsBoolean()) {
                return new Sent(sent, false);
            }
            try {
                AlertRecipient recipient = new AlertRecipient(week.name(), week.email(), List.of());
                Optional<ExactlyOnceDelivery.Route> route = delivery.routeTo(recipient);
                if (route.isPresent()) {
                    boolean one = delivery.send(
                            tenant,
                            ShortDigests.of("weekly", due.get().toString(), week.email()),
                            ExactlyOnceDelivery.TO_PEOPLE,
                            route.get(),
                            message(week));
                    sent += one ? 1 : 0;
                    complete &= one;
                }
            } catch (ChannelException e) {
                // Others still receive theirs, and the week ends even if a person can never be reached.
                complete &= e.isPermanent();
                log.log(Level.WARNING, "a weekly summary was not delivered: {0}", e.reason());
            }
        }
        if (complete) {
            mark(tenant, controls, due.get());
        }
        return new Sent(sent, complete);
    }

    private void mark(TenantId tenant, AlertControls controls, Instant at) {
        try {
            store.saveControls(tenant, controls.withWeeklyAt(at));
        } catch (ConcurrentWriteException _) {
            // The next run finds the messages sent, and marks the week then.
        }
    }

    /** Returns the summaries of the week that ends at an instant: the security team's first, then the owners'. */
    public List<Week> weeks(TenantId tenant, Instant end) {
        Instant start = end.minus(WEEK);
        Exposure exposure = new Exposure();
        Map<IdentityId, String> names = new LinkedHashMap<>();
        StorePage.forEach(
                from -> access.identities(tenant, new IdentityQuery.OfStatus(IdentityStatus.ACTIVE), PAGE, from),
                summary -> {
                    exposure.add(summary);
                    names.put(summary.id(), summary.displayName().text());
                });
        List<Finding> open = new ArrayList<>();
        StorePage.forEach(from -> findings.open(tenant, PAGE, from), finding -> {
            if (!finding.foundAt().isBefore(start) && finding.foundAt().isBefore(end)) {
                open.add(finding);
            }
        });
        List<OwnerQuestion> waiting = StorePage.readAll(from -> questions.waiting(tenant, PAGE, from));
        List<OwnerQuestion> closed = StorePage.readAll(from -> questions.concluded(tenant, start, end, PAGE, from));
        List<Week> weeks = new ArrayList<>();
        AlertRecipient team = settings.securityTeam();
        long withheld = store.all(tenant).size();
        Week all = new Week(
                team.name(),
                team.email(),
                lines(open, names),
                withheld == 0
                        ? waitingLines(waiting, names)
                        : concat(waitingLines(waiting, names), List.of(withheld(withheld))),
                closed.size(),
                exposure.sentence());
        if (!all.isEmpty()) {
            weeks.add(all);
        }
        if (settings.pacing().weeklyToOwners()) {
            Map<String, List<OwnerQuestion>> byPerson = new LinkedHashMap<>();
            waiting.stream()
                    .filter(question -> !question.current().email().equals(team.email()))
                    .forEach(question -> byPerson.computeIfAbsent(
                                    question.current().email(), _ -> new ArrayList<>())
                            .add(question));
            byPerson.forEach((email, theirs) -> weeks.add(ofOwner(email, theirs, open, closed, names)));
        }
        return weeks;
    }

    private static Week ofOwner(
            String email,
            List<OwnerQuestion> theirs,
            List<Finding> open,
            List<OwnerQuestion> closed,
            Map<IdentityId, String> names) {
        QuestionRecipient person = theirs.getFirst().current();
        List<IdentityId> asked = theirs.stream().map(OwnerQuestion::identity).toList();
        return new Week(
                person.name(),
                email,
                lines(
                        open.stream()
                                .filter(finding -> asked.contains(finding.identity()))
                                .toList(),
                        names),
                waitingLines(theirs, names),
                (int) closed.stream()
                        .filter(question -> question.conclusion()
                                .flatMap(QuestionOutcome::by)
                                .filter(email::equals)
                                .isPresent())
                        .count(),
                "");
    }

    private static List<String> lines(List<Finding> found, Map<IdentityId, String> names) {
        return found.stream()
                .filter(finding -> names.containsKey(finding.identity()))
                .sorted(Comparator.comparing(Finding::severity)
                        .reversed()
                        .thenComparing(finding -> finding.identity().toString())
                        .thenComparing(Finding::key))
                .map(finding -> "%s %s".formatted(names.get(finding.identity()), finding.headline()))
                .distinct()
                .toList();
    }

    private static List<String> waitingLines(List<OwnerQuestion> waiting, Map<IdentityId, String> names) {
        return waiting.stream()
                .map(question -> names.getOrDefault(
                        question.identity(), question.identity().externalId()))
                .distinct()
                .toList();
    }

    private static List<String> concat(List<String> lines, List<String> more) {
        List<String> all = new ArrayList<>(lines);
        all.addAll(more);
        return all;
    }

    static AlertMessage message(Week week) {
        List<String> text = new ArrayList<>();
        text.add("%d questions wait for an answer, and %d were closed this week."
                .formatted(week.waiting().size(), week.closed()));
        if (!week.exposure().isEmpty()) {
            text.add(week.exposure());
        }
        return new AlertMessage(
                "Your week in Grantkeeper: %d changes, %d questions waiting"
                        .formatted(week.changed().size(), week.waiting().size()),
                "Summary of the week",
                Severity.LOW,
                String.join(" ", text),
                List.of(),
                concat(limited(week.changed(), "Changed: "), limited(week.waiting(), "Waits for an answer: ")),
                "",
                List.of(),
                "",
                "What changed, and what is waiting",
                List.of());
    }

    private static List<String> limited(List<String> lines, String label) {
        List<String> shown = lines.stream().limit(LINES).map(label::concat).toList();
        return lines.size() <= LINES
                ? shown
                : concat(shown, List.of(label + "%d more".formatted(lines.size() - LINES)));
    }

    /** The extent of the active identities' access. */
    private static final class Exposure {
        private final Map<Severity, Integer> bySeverity = new LinkedHashMap<>();
        private int identities;
        private int ownerless;

        void add(IdentitySummary summary) {
            identities++;
            ownerless += summary.owners().isEmpty() ? 1 : 0;
            bySeverity.merge(summary.severity(), 1, Integer::sum);
        }

        String sentence() {
            return exposure(
                    identities,
                    bySeverity.getOrDefault(Severity.CRITICAL, 0),
                    bySeverity.getOrDefault(Severity.HIGH, 0),
                    ownerless);
        }
    }

    static String exposure(int identities, int critical, int high, int ownerless) {
        return "%d active identities: %d of critical and %d of high risk, %d without a known owner."
                .formatted(identities, critical, high, ownerless);
    }

    static String withheld(long alerts) {
        return "%d alerts are withheld".formatted(alerts);
    }
}
