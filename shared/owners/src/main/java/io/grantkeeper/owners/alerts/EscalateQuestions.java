package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionOutcome;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.text.ExternalText;
import io.grantkeeper.owners.answers.ApplyAnswer;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.ShortDigests;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Processes questions that are due. For each question, it asks people who were chosen but have not been asked yet,
 * reminds people, chooses the next person, completes actions that an earlier run left incomplete, and checks whether an
 * answer had the intended effect. It stores each message before sending it, so that no message is sent twice if a step
 * is repeated.
 */
public final class EscalateQuestions {
    private static final int PAGE = 100;

    private final Logger log = System.getLogger(EscalateQuestions.class.getName());
    private final AccessStore access;
    private final FindingStore findings;
    private final CampaignStore campaigns;
    private final AlertQuestion asking;
    private final EscalationPath path;
    private final EscalationDelays delays;
    private final ApplyAnswer settle;
    private final RevocationFollowUp followUp;
    private final ExactlyOnceDelivery delivery;
    private final Function<ProviderId, String> providerNames;
    private final Clock clock;

    public EscalateQuestions(
            AccessStore access,
            FindingStore findings,
            AlertDeliveryStore sends,
            CampaignStore campaigns,
            AlertQuestion question,
            EscalationDelays delays,
            ApplyAnswer settle,
            List<AlertChannel> channels,
            AlertSettings settings,
            Function<ProviderId, String> providerNames,
            Clock clock) {
        this.access = access;
        this.findings = findings;
        this.campaigns = campaigns;
        this.asking = question;
        this.delays = delays;
        this.settle = settle;
        this.clock = clock;
        this.path = new EscalationPath(access, findings, settings.securityTeam(), clock);
        this.followUp = new RevocationFollowUp(access, findings, question.questions(), path, clock);
        this.delivery = new ExactlyOnceDelivery(sends, channels, settings.lease(), clock);
        this.providerNames = providerNames;
    }

    /**
     * The result of one run.
     *
     * @param looked the number of questions that were checked
     * @param told the number of messages that were sent
     * @param later the number of questions left for the next run because a channel failed or another worker was
     *     processing them
     */
    public record Run(int looked, int told, int later) {}

    /**
     * Processes all due questions.
     *
     * @param shouldContinue called before each question; returns false when the time is nearly up, and the remaining questions
     *     then stay due for the next run
     */
    public Run run(TenantId tenant, BooleanSupplier shouldContinue) {
        Tally tally = new Tally();
        Map<Batch, List<OwnerQuestion>> reviews = new LinkedHashMap<>();
        Map<Together, List<OwnerQuestion>> alone = new LinkedHashMap<>();
        // All due questions are read first, because the writes below change the order of questions in the index.
        List<OwnerQuestion> due = due(tenant);
        for (OwnerQuestion question : due) {
            if (!shouldContinue.getAsBoolean()) {
                return tally.toRun();
            }
            if (question.isOpen() && question.campaign().isPresent()) {
                chooseRecipient(tenant, question, tally)
                        .ifPresent(picked -> reviews.computeIfAbsent(Batch.of(picked), _ -> new ArrayList<>())
                                .add(picked));
            } else if (question.isOpen()) {
                attempt(
                        tally,
                        question.id(),
                        () -> pick(tenant, question, tally)
                                .ifPresent(picked -> alone.computeIfAbsent(Together.of(picked), _ -> new ArrayList<>())
                                        .add(picked)));
            } else {
                attempt(tally, question.id(), () -> processConcluded(tenant, question, tally));
            }
        }
        alone.forEach((whom, questions) -> {
            if (shouldContinue.getAsBoolean()) {
                retryLater(tally, questions.getFirst().id(), () -> sendQuestions(tenant, whom, questions, tally));
            }
        });
        reviews.forEach((batch, questions) -> {
            if (shouldContinue.getAsBoolean()) {
                attempt(tally, batch.campaign(), () -> sendReviewMessage(tenant, batch, questions, tally));
            }
        });
        return tally.toRun();
    }

    /** Processes one question now, even if it is not due. This method is called right after an answer. */
    public void process(TenantId tenant, String id) {
        Tally tally = new Tally();
        asking.questions().find(tenant, id).ifPresent(question -> {
            if (question.isOpen() && question.campaign().isPresent()) {
                chooseRecipient(tenant, question, tally)
                        .ifPresent(picked -> attempt(
                                tally, id, () -> sendReviewMessage(tenant, Batch.of(picked), List.of(picked), tally)));
            } else {
                attempt(tally, id, () -> process(tenant, question, tally));
            }
        });
    }

    private List<OwnerQuestion> due(TenantId tenant) {
        return StorePage.readAll(from -> asking.questions().due(tenant, now(), PAGE, from));
    }

    private interface Step {
        void run() throws ChannelException;
    }

    /**
     * Runs one step for a question. If a channel fails, or the question is changed at the same time, leaves the
     * question for the next run, so that the remaining questions are still processed.
     */
    private void attempt(Tally tally, String what, Step step) {
        tally.looked++;
        retryLater(tally, what, step);
    }

    private void retryLater(Tally tally, String what, Step step) {
        try {
            step.run();
        } catch (ChannelException e) {
            tally.later++;
            log.log(Level.WARNING, "question or review {0} will be retried in the next run: {1}", what, e.reason());
        } catch (ConcurrentWriteException _) {
            tally.later++; // the question has just been answered, or another worker is processing it
        }
    }

    private void process(TenantId tenant, OwnerQuestion read, Tally tally) throws ChannelException {
        if (read.conclusion().isPresent()) {
            processConcluded(tenant, read, tally);
            return;
        }
        Optional<OwnerQuestion> picked = pick(tenant, read, tally);
        if (picked.isPresent()) {
            sendQuestions(tenant, Together.of(picked.get()), List.of(picked.get()), tally);
        }
    }

    private Optional<OwnerQuestion> pick(TenantId tenant, OwnerQuestion open, Tally tally) {
        var _ = settle.settle(tenant, open.id()); // records in the ledger who passed the question on
        return chooseRecipient(tenant, open, tally);
    }

    /**
     * A message to one person about several questions.
     *
     * @param again whether the person is reminded rather than asked for the first time
     * @param message the message's id, if it is already stored in the questions
     */
    private record Together(String email, boolean again, Optional<String> message) {
        static Together of(OwnerQuestion question) {
            QuestionRecipient person = question.current();
            return new Together(person.email(), person.toldAt().isPresent(), person.together());
        }
    }

    /**
     * Asks or reminds one person about all questions that do not belong to a review, in a single message. The message's
     * id is stored in each question before the message is sent, so that a repeated run sends the message about the same
     * questions.
     */
    private void sendQuestions(TenantId tenant, Together whom, List<OwnerQuestion> due, Tally tally)
            throws ChannelException {
        List<OwnerQuestion> waiting = whom.again() ? waitingFor(tenant, whom.email()) : List.of();
        if (whom.message().isPresent()) {
            Set<String> ids = new HashSet<>();
            due.forEach(question -> ids.add(question.id()));
            List<OwnerQuestion> planned = new ArrayList<>(due);
            waiting.stream()
                    .filter(question -> question.current().together().equals(whom.message()))
                    .filter(question -> ids.add(question.id()))
                    .forEach(planned::add);
            sendTogether(tenant, whom, whom.message().get(), planned, waiting, tally);
            return;
        }
        List<OwnerQuestion> all = new ArrayList<>(due);
        waiting.stream()
                .filter(question -> due.stream().noneMatch(one -> one.id().equals(question.id())))
                .filter(question -> isAlmostDue(tenant, question) && !isObsolete(tenant, question))
                .forEach(all::add);
        if (all.size() == 1) {
            sendQuestion(tenant, all.getFirst(), tally);
            return;
        }
        for (int from = 0; from < all.size(); from += AlertBatches.MAX_PARTS) {
            List<OwnerQuestion> some = all.subList(from, Math.min(all.size(), from + AlertBatches.MAX_PARTS));
            List<String> names =
                    new ArrayList<>(List.of(whom.again() ? "remind" : "ask", whom.email(), now().toString()));
            some.forEach(question -> names.add(question.id()));
            String id = ShortDigests.of(names.toArray(String[]::new));
            List<OwnerQuestion> planned = new ArrayList<>();
            for (OwnerQuestion question : some) {
                int place = question.asked().size() - 1;
                planned.add(asking.questions()
                        .save(
                                tenant,
                                question.withAsked(place, question.current().withTogether(Optional.of(id)))));
            }
            sendTogether(tenant, whom, id, planned, waiting, tally);
        }
    }

    /** Returns the questions outside reviews that a person was asked and has not answered, oldest first. */
    private List<OwnerQuestion> waitingFor(TenantId tenant, String email) {
        return StorePage.readAll(from -> asking.questions().waiting(tenant, PAGE, from)).stream()
                .filter(question -> question.campaign().isEmpty())
                .filter(question -> question.current().email().equals(email))
                .filter(question -> question.current().isWaitedFor())
                .toList();
    }

    /** Returns whether a reminder is due so soon that it is sent together with one that is due now. */
    private boolean isAlmostDue(TenantId tenant, OwnerQuestion question) {
        EscalationDelays its = delaysOf(tenant, question);
        return question.current().together().isEmpty()
                && its.remindsAt(question.current())
                        .filter(at -> !at.minus(its.remind().dividedBy(2)).isAfter(now()))
                        .isPresent();
    }

    /**
     * Returns how long people have to answer a question. They have twice as long if the question does not belong to a
     * review, no agent is waiting for the answer, and no finding has high severity or above.
     */
    private EscalationDelays delaysOf(TenantId tenant, OwnerQuestion question) {
        List<Finding> open = openFindings(tenant, question);
        boolean urgent = question.campaign().isPresent()
                || open.isEmpty()
                || open.stream()
                        .anyMatch(finding -> finding.severity().atLeast(Severity.HIGH)
                                || AccessRequestFindings.requestId(finding).isPresent());
        return urgent ? delays : delays.unhurried();
    }

    /**
     * Sends one message about several questions, and records it in each of them.
     *
     * @param planned the questions in which the message's id is stored
     * @param waiting the other questions that the person has not answered, which a reminder also lists
     */
    private void sendTogether(
            TenantId tenant,
            Together whom,
            String id,
            List<OwnerQuestion> planned,
            List<OwnerQuestion> waiting,
            Tally tally)
            throws ChannelException {
        QuestionRecipient person = planned.getFirst().current();
        AlertRecipient recipient = new AlertRecipient(person.name(), person.email(), List.of());
        Optional<ExactlyOnceDelivery.Route> way = findRoute(recipient);
        Optional<Boolean> out = Optional.empty();
        if (way.isPresent()) {
            Map<String, OwnerQuestion> listed = new LinkedHashMap<>();
            planned.forEach(question -> listed.put(question.id(), question));
            waiting.forEach(question -> listed.putIfAbsent(question.id(), question));
            List<QuestionListText.Line> lines = listed.values().stream()
                    .limit(AlertBatches.MAX_PARTS)
                    .flatMap(question -> line(tenant, question, whom.email()).stream())
                    .toList();
            out = deliver(
                    tenant,
                    id,
                    ExactlyOnceDelivery.TO_PEOPLE,
                    way.get(),
                    QuestionListText.message(whom.again(), listed.size(), lines));
        }
        out.ifPresent(tally::countSend);
        for (OwnerQuestion question : planned) {
            int place = question.asked().size() - 1;
            boolean sent = out.orElse(false);
            boolean unreachable = out.isEmpty();
            retryLater(tally, question.id(), () -> {
                if (unreachable) {
                    passOver(tenant, question, place);
                } else if (sent) {
                    recordSent(tenant, question, place, way.orElseThrow(), whom.again());
                }
            });
        }
    }

    private Optional<QuestionListText.Line> line(TenantId tenant, OwnerQuestion question, String email) {
        return access.identityRecord(tenant, question.identity())
                .flatMap(stored -> stored.summary()
                        .map(identity -> new QuestionListText.Line(
                                identity.displayName().text(),
                                providerNames.apply(identity.provider()),
                                openFindings(tenant, question),
                                identity.severity(),
                                NoticeText.why(question, question.asked().size() - 1),
                                asking.links()
                                        .answerPage(asking.links()
                                                .question(
                                                        tenant,
                                                        question.id(),
                                                        email,
                                                        IdentityStateDigest.of(stored),
                                                        Optional.empty(),
                                                        now())))));
    }

    private void processConcluded(TenantId tenant, OwnerQuestion read, Tally tally) throws ChannelException {
        OwnerQuestion question = read;
        if (read.isUnsettled()) {
            question = settle.settle(tenant, read.id()).orElse(read);
            sendReceipt(tenant, question, tally);
            replaceMessages(tenant, question);
        }
        if (!question.isUnsettled()
                && question.nextAt().filter(at -> !at.isAfter(now())).isPresent()) {
            followUp.check(tenant, question);
        }
    }

    /**
     * Sends a receipt to the person to whom the answer link was sent, so that this person notices if someone else used
     * a forwarded link.
     */
    private void sendReceipt(TenantId tenant, OwnerQuestion question, Tally tally) throws ChannelException {
        Optional<QuestionOutcome> end = question.conclusion()
                .filter(known -> known.type() == QuestionOutcome.Type.ANSWERED
                        && known.through().equals("email"));
        Optional<QuestionRecipient> person = end.flatMap(QuestionOutcome::by).flatMap(question::asked);
        Optional<IdentitySummary> identity = summary(tenant, question);
        if (end.isEmpty() || person.isEmpty() || identity.isEmpty()) {
            return;
        }
        AlertRecipient recipient =
                new AlertRecipient(person.get().name(), person.get().email(), List.of());
        Optional<ExactlyOnceDelivery.Route> way = delivery.routeTo(recipient);
        if (way.isPresent()) {
            tally.countSend(delivery.send(
                    tenant,
                    ShortDigests.of("receipt", question.id()),
                    question.identity(),
                    way.get(),
                    NoticeText.receipt(end.get(), identity.get())));
        }
    }

    /**
     * Replaces the messages in channels that can change delivered messages, so that nobody sees a question that is
     * already answered. A message in which the answer was given is replaced by the function that handles the click.
     */
    private void replaceMessages(TenantId tenant, OwnerQuestion question) {
        Optional<QuestionOutcome> end = question.conclusion()
                .filter(known -> known.type() == QuestionOutcome.Type.ANSWERED
                        && known.settledAt().isPresent());
        Optional<IdentitySummary> identity = summary(tenant, question);
        if (end.isEmpty() || identity.isEmpty() || question.campaign().isPresent()) {
            return;
        }
        String text = NoticeText.answered(question, end.get(), identity.get());
        for (int place = 0; place < question.asked().size(); place++) {
            QuestionRecipient person = question.asked().get(place);
            boolean clicked = end.get().through().equals(person.channel().orElse(""))
                    && end.get().by().equals(Optional.of(person.email()));
            if (person.toldAt().isPresent() && !clicked) {
                for (String send : List.of(
                        question.id(),
                        ShortDigests.of("ask", question.id(), String.valueOf(place)),
                        ShortDigests.of("remind", question.id(), String.valueOf(place)))) {
                    replace(person, send, text);
                }
            }
        }
    }

    private void replace(QuestionRecipient person, String send, String text) {
        try {
            delivery.replace(person.channel().orElse(""), person.address().orElse(""), send, text);
        } catch (ChannelException e) {
            log.log(Level.WARNING, "a message about an answered question was not replaced: {0}", e.reason());
        }
    }

    /**
     * Decides what to do about an open question, and stores whom to ask before that person is asked.
     *
     * @return the question whose current person is to be asked or reminded; empty if nothing is to be sent
     */
    private Optional<OwnerQuestion> chooseRecipient(TenantId tenant, OwnerQuestion question, Tally tally) {
        try {
            if (isObsolete(tenant, question)) {
                asking.questions().save(tenant, question.concluded(QuestionOutcome.obsolete(now()), Optional.empty()));
                return Optional.empty();
            }
            QuestionRecipient current = question.current();
            boolean left = path.hasLeft(tenant, current);
            if (current.toldAt().isEmpty() && current.isWaitedFor() && !left) {
                return Optional.of(question);
            }
            boolean escalates = left
                    || !current.isWaitedFor()
                    || delaysOf(tenant, question)
                            .escalatesAt(current)
                            .filter(at -> !at.isAfter(now()))
                            .isPresent();
            if (escalates) {
                Optional<QuestionRecipient> next =
                        current.isWaitedFor() ? path.nextLevel(tenant, question) : path.next(tenant, question);
                if (next.isPresent()) {
                    return Optional.of(asking.questions()
                            .save(tenant, question.withAsked(next.get()).withNextAt(Optional.of(now()))));
                }
            } else if (delaysOf(tenant, question)
                    .remindsAt(current)
                    .filter(at -> !at.isAfter(now()))
                    .isPresent()) {
                return Optional.of(question);
            }
            Optional<Instant> later =
                    escalates ? Optional.empty() : delaysOf(tenant, question).nextCheckAt(current);
            asking.questions().save(tenant, question.withNextAt(later));
            return Optional.empty();
        } catch (ConcurrentWriteException _) {
            tally.later++;
            return Optional.empty();
        }
    }

    /**
     * Returns whether the question is obsolete: the identity is not stored or no longer holds any access, or the
     * question does not belong to a review and its findings are all closed. A question about an open access request
     * needs an answer even if the identity holds no access.
     */
    private boolean isObsolete(TenantId tenant, OwnerQuestion question) {
        Optional<IdentityRecord> identityRecord = access.identityRecord(tenant, question.identity());
        if (identityRecord.isEmpty() || identityRecord.get().summary().isEmpty()) {
            return true;
        }
        if (openFindings(tenant, question).stream()
                .anyMatch(finding -> AccessRequestFindings.requestId(finding).isPresent())) {
            return false; // an access request needs an answer regardless of which access the identity holds
        }
        if (!IdentityStateDigest.holdsAccess(identityRecord.get())) {
            return true;
        }
        return question.campaign().isEmpty()
                && !question.findings().isEmpty()
                && openFindings(tenant, question).isEmpty();
    }

    private List<Finding> openFindings(TenantId tenant, OwnerQuestion question) {
        return findings.openByIdentity(tenant, question.identity()).stream()
                .filter(finding -> question.findings().contains(finding.key()))
                .toList();
    }

    private Optional<IdentitySummary> summary(TenantId tenant, OwnerQuestion question) {
        return access.outline(tenant, question.identity()).flatMap(IdentityRecord::summary);
    }

    private void sendQuestion(TenantId tenant, OwnerQuestion question, Tally tally) throws ChannelException {
        int place = question.asked().size() - 1;
        QuestionRecipient person = question.current();
        boolean again = person.toldAt().isPresent();
        AlertRecipient recipient = new AlertRecipient(
                person.name(), person.email(), again ? NoticeText.reminder(person) : NoticeText.why(question, place));
        Optional<ExactlyOnceDelivery.Route> way = findRoute(recipient);
        if (way.isEmpty()) {
            passOver(tenant, question, place);
            return;
        }
        List<Finding> told = openFindings(tenant, question);
        AlertMessage message = new AlertComposer(
                        providerNames,
                        account -> PersonNames.of(access, tenant, account).orElse(""))
                .compose(
                        recipient,
                        summary(tenant, question).orElseThrow(),
                        told,
                        List.of(),
                        access.identityRecord(tenant, question.identity())
                                .map(identityRecord -> asking.ask(
                                        tenant,
                                        question.id(),
                                        person.email(),
                                        person.as(),
                                        identityRecord,
                                        question.findings(),
                                        question.campaign().isPresent(),
                                        told,
                                        now()))
                                .orElse(AlertQuestion.Asked.NOTHING));
        AlertMessage titled = again ? message.withTitle("Reminder: " + message.title()) : message;
        String id = ShortDigests.of(again ? "remind" : "ask", question.id(), String.valueOf(place));
        Optional<Boolean> out = deliver(tenant, id, question.identity(), way.get(), titled);
        if (out.isEmpty()) {
            passOver(tenant, question, place);
        } else if (out.get()) {
            tally.told++;
            recordSent(tenant, question, place, way.get(), again);
        } else {
            tally.later++;
        }
    }

    /**
     * Delivers a message.
     *
     * @return whether the message has been sent: false if another worker is sending it, empty if the channel rejects it
     *     permanently
     */
    private Optional<Boolean> deliver(
            TenantId tenant, String id, IdentityId identity, ExactlyOnceDelivery.Route way, AlertMessage message)
            throws ChannelException {
        try {
            return Optional.of(delivery.send(tenant, id, identity, way, message));
        } catch (ChannelException e) {
            if (e.isPermanent()) {
                log.log(
                        Level.WARNING,
                        "cannot reach the person to ask, so the next person will be asked: {0}",
                        e.reason());
                return Optional.empty();
            }
            throw e;
        }
    }

    private Optional<ExactlyOnceDelivery.Route> findRoute(AlertRecipient recipient) throws ChannelException {
        try {
            return delivery.routeTo(recipient);
        } catch (ChannelException e) {
            if (e.isPermanent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void recordSent(
            TenantId tenant, OwnerQuestion question, int place, ExactlyOnceDelivery.Route way, boolean again) {
        QuestionRecipient person = question.asked().get(place);
        QuestionRecipient noted = again
                ? person.reminded(now())
                : person.withChannel(way.channel().name(), way.address()).notified(now());
        asking.questions()
                .save(
                        tenant,
                        question.withAsked(place, noted)
                                .withNextAt(delaysOf(tenant, question).nextCheckAt(noted)));
    }

    /**
     * Marks a person who cannot be reached as skipped, so that the next run asks the next person. The last person is
     * never skipped, so that the open question remains visible in the list.
     */
    private void passOver(TenantId tenant, OwnerQuestion question, int place) {
        QuestionRecipient person = question.asked().get(place);
        Optional<Instant> next =
                EscalationDelays.isLast(person) ? Optional.of(now().plus(delays.remind())) : Optional.of(now());
        OwnerQuestion kept =
                EscalationDelays.isLast(person) ? question : question.withAsked(place, person.passed(now()));
        asking.questions().save(tenant, kept.withNextAt(next));
    }

    /**
     * The questions of one review that go to one person in one message.
     *
     * @param step what the message is for: to ask the person or to send a reminder
     * @param day the day on which the person was chosen or the message was sent. The day is stored in the question, so
     *     if the step is repeated after an interruption, it uses the same day. Questions that are added later that day
     *     appear on the same page, without a separate message
     */
    private record Batch(String campaign, String email, String step, Instant day) {
        static Batch of(OwnerQuestion question) {
            QuestionRecipient person = question.current();
            return new Batch(
                    question.campaign().orElseThrow(),
                    person.email(),
                    (person.toldAt().isPresent() ? "remind/" : "ask/") + person.as(),
                    person.toldAt().orElse(person.plannedAt()).truncatedTo(ChronoUnit.DAYS));
        }

        String sendId() {
            return ShortDigests.of("review", campaign, email, step, day.toString());
        }
    }

    private void sendReviewMessage(TenantId tenant, Batch batch, List<OwnerQuestion> questions, Tally tally)
            throws ChannelException {
        ReviewCampaign campaign = campaigns.find(tenant, batch.campaign()).orElseThrow();
        if (campaign.closedAt().isPresent() || !campaign.dueAt().isAfter(now())) {
            return; // RunReviews closes the review
        }
        questions.forEach(question -> settle.settle(tenant, question.id()));
        OwnerQuestion one = questions.getFirst();
        boolean again = one.current().toldAt().isPresent();
        AlertRecipient recipient = new AlertRecipient(
                one.current().name(),
                one.current().email(),
                again
                        ? NoticeText.reminder(one.current())
                        : NoticeText.why(one, one.asked().size() - 1));
        Optional<ExactlyOnceDelivery.Route> way = findRoute(recipient);
        Optional<Boolean> out = Optional.empty();
        if (way.isPresent()) {
            List<String> names = questions.stream()
                    .map(question -> summary(tenant, question)
                            .map(IdentitySummary::displayName)
                            .map(ExternalText::text)
                            .orElse(question.identity().externalId()))
                    .distinct()
                    .sorted()
                    .toList();
            AlertMessage message = NoticeText.review(
                    campaign,
                    names,
                    recipient,
                    again,
                    of -> asking.links().reviewPage(asking.links().review(tenant, of.id(), batch.email(), now())));
            out = deliver(tenant, batch.sendId(), anchor(tenant, batch, one), way.get(), message);
        }
        for (OwnerQuestion question : questions) {
            int place = question.asked().size() - 1;
            if (out.isEmpty()) {
                passOver(tenant, question, place);
            } else if (out.get()) {
                recordSent(tenant, question, place, way.orElseThrow(), again);
            } else {
                tally.later++;
            }
        }
        out.ifPresent(tally::countSend);
    }

    /**
     * Returns the identity under which the delivery is stored. It is the identity of the review's first question,
     * regardless of which identities the message lists, so that a repeated message finds the same delivery.
     *
     * @param otherwise the question whose identity is used if the review has no questions
     */
    private IdentityId anchor(TenantId tenant, Batch batch, OwnerQuestion otherwise) {
        return asking.questions().byCampaign(tenant, batch.campaign(), 1, Optional.empty()).items().stream()
                .map(OwnerQuestion::identity)
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

        void countSend(boolean out) {
            told += out ? 1 : 0;
            later += out ? 0 : 1;
        }

        Run toRun() {
            return new Run(looked, told, later);
        }
    }
}
