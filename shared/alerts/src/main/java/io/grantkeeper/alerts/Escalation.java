package io.grantkeeper.alerts;

import io.grantkeeper.answers.Digests;
import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.answers.SettleAnswer;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequested;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.Campaign;
import io.grantkeeper.identity.question.Conclusion;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.Slice;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * What the clock does about questions: tells those who were picked and not told yet, reminds, asks the next one, carries
 * out what an answer left undone, and looks whether what was wanted has happened. Each step is kept in the question before
 * or after it in such an order that doing it twice tells nobody twice.
 */
public final class Escalation {
    private static final int PAGE = 100;

    private final Logger log = System.getLogger(Escalation.class.getName());
    private final AccessStore access;
    private final FindingStore findings;
    private final CampaignStore campaigns;
    private final Asking asking;
    private final EscalationPath path;
    private final EscalationDelays delays;
    private final SettleAnswer settle;
    private final FollowUp followUp;
    private final Delivery delivery;
    private final AlertComposer composer;
    private final Clock clock;

    public Escalation(
            AccessStore access,
            FindingStore findings,
            SendStore sends,
            CampaignStore campaigns,
            Asking asking,
            EscalationDelays delays,
            SettleAnswer settle,
            List<AlertChannel> channels,
            AlertSettings settings,
            Function<ProviderId, String> providerNames,
            Clock clock) {
        this.access = access;
        this.findings = findings;
        this.campaigns = campaigns;
        this.asking = asking;
        this.delays = delays;
        this.settle = settle;
        this.clock = clock;
        this.path = new EscalationPath(access, findings, settings.securityTeam(), clock);
        this.followUp = new FollowUp(access, findings, asking.questions(), path, clock);
        this.delivery = new Delivery(sends, channels, settings.lease(), clock);
        this.composer = new AlertComposer(providerNames, person -> person.externalId());
    }

    /**
     * What one run did.
     *
     * @param looked how many questions it looked at
     * @param told how many messages went out
     * @param later how many are left for the next run, because a channel or another worker was in the way
     */
    public record Run(int looked, int told, int later) {}

    /**
     * Looks at everything that is due.
     *
     * @param goOn asked before each question; false when the time is nearly up, the rest is due in the next run too
     */
    public Run run(TenantId tenant, BooleanSupplier goOn) {
        Tally tally = new Tally();
        Map<Batch, List<Question>> reviews = new LinkedHashMap<>();
        // Read first: what is written below moves questions about in this list.
        List<Question> due = due(tenant);
        for (Question question : due) {
            if (!goOn.getAsBoolean()) {
                return tally.run();
            }
            if (question.isOpen() && question.campaign().isPresent()) {
                pick(tenant, question, tally)
                        .ifPresent(picked -> reviews.computeIfAbsent(Batch.of(picked), _ -> new ArrayList<>())
                                .add(picked));
            } else {
                guarded(tally, question.id(), () -> look(tenant, question, tally));
            }
        }
        reviews.forEach((batch, questions) -> {
            if (goOn.getAsBoolean()) {
                guarded(tally, batch.campaign(), () -> tellReview(tenant, batch, questions, tally));
            }
        });
        return tally.run();
    }

    /** Looks at one question now, whatever the clock says of it: after an answer. */
    public void look(TenantId tenant, String id) {
        Tally tally = new Tally();
        asking.questions().find(tenant, id).ifPresent(question -> {
            if (question.isOpen() && question.campaign().isPresent()) {
                pick(tenant, question, tally)
                        .ifPresent(picked ->
                                guarded(tally, id, () -> tellReview(tenant, Batch.of(picked), List.of(picked), tally)));
            } else {
                guarded(tally, id, () -> look(tenant, question, tally));
            }
        });
    }

    private List<Question> due(TenantId tenant) {
        List<Question> due = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<Question> slice = asking.questions().due(tenant, now(), PAGE, next);
            due.addAll(slice.items());
            next = slice.next();
        } while (next.isPresent());
        return due;
    }

    private interface Step {
        void run() throws ChannelException;
    }

    /** Trouble with one question never keeps another from being looked at. */
    private void guarded(Tally tally, String what, Step step) {
        try {
            tally.looked++;
            step.run();
        } catch (ChannelException e) {
            tally.later++;
            log.log(Level.WARNING, "{0} is looked at again in the next run: {1}", what, e.reason());
        } catch (LostRaceException _) {
            tally.later++; // somebody answered, or another worker is at it
        }
    }

    private void look(TenantId tenant, Question read, Tally tally) throws ChannelException {
        if (read.conclusion().isPresent()) {
            afterTheEnd(tenant, read, tally);
            return;
        }
        var _ = settle.settle(tenant, read.id()); // tells the ledger who passed it on
        Optional<Question> picked = pick(tenant, read, tally);
        if (picked.isPresent()) {
            tell(tenant, picked.get(), tally);
        }
    }

    private void afterTheEnd(TenantId tenant, Question read, Tally tally) throws ChannelException {
        Question question = read;
        if (read.isUnsettled()) {
            question = settle.settle(tenant, read.id()).orElse(read);
            receipt(tenant, question, tally);
        }
        if (!question.isUnsettled()
                && question.nextAt().filter(at -> !at.isAfter(now())).isPresent()) {
            followUp.of(tenant, question);
        }
    }

    /** Where a link was used: whoever it was sent to hears of it, so that a forwarded one does not go unnoticed. */
    private void receipt(TenantId tenant, Question question, Tally tally) throws ChannelException {
        Optional<Conclusion> end = question.conclusion()
                .filter(known -> known.type() == Conclusion.Type.ANSWERED
                        && known.through().equals("email"));
        Optional<Asked> person = end.flatMap(Conclusion::by).flatMap(question::asked);
        Optional<IdentitySummary> identity = summary(tenant, question);
        if (end.isEmpty() || person.isEmpty() || identity.isEmpty()) {
            return;
        }
        Recipient recipient = new Recipient(person.get().name(), person.get().email(), List.of());
        Optional<Delivery.Way> way = delivery.to(recipient);
        if (way.isPresent()) {
            tally.sent(delivery.send(
                    tenant,
                    Digests.of("receipt", question.id()),
                    question.identity(),
                    way.get(),
                    Wording.receipt(end.get(), identity.get())));
        }
    }

    /**
     * Decides what is to be done about an open question, and keeps whom it is put to before they are told.
     *
     * @return the question whose current person is to be told or reminded; empty where nothing is to be sent
     */
    private Optional<Question> pick(TenantId tenant, Question question, Tally tally) {
        try {
            if (isObsolete(tenant, question)) {
                asking.questions().save(tenant, question.concluded(Conclusion.obsolete(now()), Optional.empty()));
                return Optional.empty();
            }
            Asked current = question.current();
            boolean left = path.hasLeft(tenant, current);
            if (current.toldAt().isEmpty() && current.isWaitedFor() && !left) {
                return Optional.of(question);
            }
            boolean escalates = left
                    || !current.isWaitedFor()
                    || delays.escalatesAt(current)
                            .filter(at -> !at.isAfter(now()))
                            .isPresent();
            if (escalates) {
                Optional<Asked> next =
                        current.isWaitedFor() ? path.above(tenant, question) : path.after(tenant, question);
                if (next.isPresent()) {
                    return Optional.of(asking.questions()
                            .save(tenant, question.withAsked(next.get()).withNextAt(Optional.of(now()))));
                }
            } else if (delays.remindsAt(current)
                    .filter(at -> !at.isAfter(now()))
                    .isPresent()) {
                return Optional.of(question);
            }
            Optional<Instant> later = escalates ? Optional.empty() : delays.looksAt(current);
            asking.questions().save(tenant, question.withNextAt(later));
            return Optional.empty();
        } catch (LostRaceException _) {
            tally.later++;
            return Optional.empty();
        }
    }

    /** An alert of which nothing is open any more, or an identity that holds nothing any more. */
    private boolean isObsolete(TenantId tenant, Question question) {
        Optional<IdentityDossier> dossier = access.dossier(tenant, question.identity());
        if (dossier.isEmpty() || dossier.get().summary().isEmpty()) {
            return true;
        }
        if (open(tenant, question).stream()
                .anyMatch(finding -> AccessRequested.requestOf(finding).isPresent())) {
            return false; // it waits for an answer, whatever else it holds
        }
        if (!IdentityState.holdsAnything(dossier.get())) {
            return true;
        }
        return question.campaign().isEmpty()
                && !question.findings().isEmpty()
                && open(tenant, question).isEmpty();
    }

    private List<Finding> open(TenantId tenant, Question question) {
        return findings.openOf(tenant, question.identity()).stream()
                .filter(finding -> question.findings().contains(finding.key()))
                .toList();
    }

    private Optional<IdentitySummary> summary(TenantId tenant, Question question) {
        return access.outline(tenant, question.identity()).flatMap(IdentityDossier::summary);
    }

    private void tell(TenantId tenant, Question question, Tally tally) throws ChannelException {
        int place = question.asked().size() - 1;
        Asked person = question.current();
        boolean again = person.toldAt().isPresent();
        Recipient recipient = new Recipient(
                person.name(), person.email(), again ? Wording.reminder(person) : Wording.why(question, place));
        Optional<Delivery.Way> way = way(recipient);
        if (way.isEmpty()) {
            unreachable(tenant, question, place);
            return;
        }
        String state = access.dossier(tenant, question.identity())
                .map(IdentityState::of)
                .orElse(question.state());
        List<Finding> told = open(tenant, question);
        AlertMessage message = composer.compose(
                recipient,
                summary(tenant, question).orElseThrow(),
                told,
                List.of(),
                asking.choices(tenant, question.id(), person.email(), state, told, now()));
        AlertMessage titled = again ? message.titled("Reminder: " + message.title()) : message;
        String id = Digests.of(again ? "remind" : "ask", question.id(), String.valueOf(place));
        Optional<Boolean> out = deliver(tenant, id, question.identity(), way.get(), titled);
        if (out.isEmpty()) {
            unreachable(tenant, question, place);
        } else if (out.get()) {
            tally.told++;
            noteTold(tenant, question, place, way.get(), again);
        } else {
            tally.later++;
        }
    }

    /** Empty where the channel will never take it. */
    private Optional<Boolean> deliver(
            TenantId tenant, String id, IdentityId identity, Delivery.Way way, AlertMessage message)
            throws ChannelException {
        try {
            return Optional.of(delivery.send(tenant, id, identity, way, message));
        } catch (ChannelException e) {
            if (e.isPermanent()) {
                log.log(Level.WARNING, "a person who is asked cannot be reached: {0}", e.reason());
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<Delivery.Way> way(Recipient recipient) throws ChannelException {
        try {
            return delivery.to(recipient);
        } catch (ChannelException e) {
            if (e.isPermanent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void noteTold(TenantId tenant, Question question, int place, Delivery.Way way, boolean again) {
        Asked person = question.asked().get(place);
        Asked noted = again
                ? person.reminded(now())
                : person.through(way.channel().name(), way.address()).told(now());
        asking.questions().save(tenant, question.withAsked(place, noted).withNextAt(delays.looksAt(noted)));
    }

    /** Passed over; the next one is asked in the next run. The last one stays, so that somebody sees it in the list. */
    private void unreachable(TenantId tenant, Question question, int place) {
        Asked person = question.asked().get(place);
        Optional<Instant> next =
                EscalationDelays.isLast(person) ? Optional.of(now().plus(delays.remind())) : Optional.of(now());
        Question kept = EscalationDelays.isLast(person) ? question : question.withAsked(place, person.passed(now()));
        asking.questions().save(tenant, kept.withNextAt(next));
    }

    /**
     * Questions of one review that are put to one person in one message.
     *
     * @param day on which they were picked, or told: kept in the question, so that a repeat after a death has the same. What
     *     comes to them later that day is on the same page, without a message of its own
     */
    private record Batch(String campaign, String email, String step, Instant day) {
        static Batch of(Question question) {
            Asked person = question.current();
            return new Batch(
                    question.campaign().orElseThrow(),
                    person.email(),
                    (person.toldAt().isPresent() ? "remind/" : "ask/") + person.as(),
                    person.toldAt().orElse(person.plannedAt()).truncatedTo(ChronoUnit.DAYS));
        }

        String sendId() {
            return Digests.of("review", campaign, email, step, day.toString());
        }
    }

    private void tellReview(TenantId tenant, Batch batch, List<Question> questions, Tally tally)
            throws ChannelException {
        Campaign campaign = campaigns.find(tenant, batch.campaign()).orElseThrow();
        if (campaign.closedAt().isPresent() || !campaign.dueAt().isAfter(now())) {
            return; // closing is the review's own business
        }
        questions.forEach(question -> settle.settle(tenant, question.id()));
        Question one = questions.getFirst();
        boolean again = one.current().toldAt().isPresent();
        Recipient recipient = new Recipient(
                one.current().name(),
                one.current().email(),
                again
                        ? Wording.reminder(one.current())
                        : Wording.why(one, one.asked().size() - 1));
        Optional<Delivery.Way> way = way(recipient);
        Optional<Boolean> out = Optional.empty();
        if (way.isPresent()) {
            List<String> names = questions.stream()
                    .map(question -> summary(tenant, question)
                            .map(IdentitySummary::displayName)
                            .orElse(question.identity().externalId()))
                    .distinct()
                    .sorted()
                    .toList();
            AlertMessage message = Wording.review(
                    campaign,
                    names,
                    recipient,
                    again,
                    of -> asking.links().reviewPage(asking.links().review(tenant, of.id(), batch.email(), now())));
            out = deliver(tenant, batch.sendId(), anchor(tenant, batch, one), way.get(), message);
        }
        for (Question question : questions) {
            int place = question.asked().size() - 1;
            if (out.isEmpty()) {
                unreachable(tenant, question, place);
            } else if (out.get()) {
                noteTold(tenant, question, place, way.orElseThrow(), again);
            } else {
                tally.later++;
            }
        }
        out.ifPresent(tally::sent);
    }

    /** A send is kept under one identity: the first of the whole review, whoever of it is told of in which message. */
    private IdentityId anchor(TenantId tenant, Batch batch, Question otherwise) {
        return asking.questions().ofCampaign(tenant, batch.campaign(), 1, Optional.empty()).items().stream()
                .map(Question::identity)
                .findFirst()
                .orElse(otherwise.identity());
    }

    private Instant now() {
        return clock.instant();
    }

    private static final class Tally {
        private int looked;
        private int told;
        private int later;

        void sent(boolean out) {
            told += out ? 1 : 0;
            later += out ? 0 : 1;
        }

        Run run() {
            return new Run(looked, told, later);
        }
    }
}
