package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertBatch;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.alert.WithheldReason;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDelivery;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import io.grantkeeper.owners.answers.ShortDigests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Alerts the owners of one identity about its new findings. A worker claims a delivery together with its findings,
 * sends the message, and then records that it was sent. If a worker is interrupted, its claim expires, and any other
 * worker can complete the delivery.
 */
public final class SendOwnerAlerts {
    private static final int MAX_ALIASES = 10;

    private final AccessStore access;
    private final FindingStore findings;
    private final AlertDeliveryStore sends;
    private final List<AlertChannel> channels;
    private final Function<ProviderId, String> providerNames;
    private final AlertSettings settings;
    private final Optional<AlertQuestion> asking;
    private final Clock clock;
    private final AlertRecipientResolver router;
    private final Optional<AlertGate> gate;
    private final AlertBatches batches;

    /**
     * Creates an instance.
     *
     * @param channels the channels in order of preference; the last one should be able to reach everyone
     * @param providerNames returns a provider's display name
     * @param question turns each message into a question; empty if answers are not configured
     * @param gate decides which alerts are withheld; empty to withhold none
     */
    public SendOwnerAlerts(
            AccessStore access,
            FindingStore findings,
            AlertDeliveryStore sends,
            List<AlertChannel> channels,
            Function<ProviderId, String> providerNames,
            AlertSettings settings,
            Optional<AlertQuestion> question,
            Optional<AlertGate> gate,
            Clock clock) {
        this.access = access;
        this.findings = findings;
        this.sends = sends;
        this.channels = List.copyOf(channels);
        this.providerNames = providerNames;
        this.settings = settings;
        this.asking = question;
        this.clock = clock;
        this.router = new AlertRecipientResolver(access, settings.securityTeam());
        this.gate = gate;
        this.batches = new AlertBatches(this, sends, channels, settings, gate, clock);
    }

    AlertRecipientResolver router() {
        return router;
    }

    AlertSettings settings() {
        return settings;
    }

    /** The result of handling one work item. */
    public sealed interface Outcome {
        /**
         * All messages were sent.
         *
         * @param sent the number of messages sent
         */
        record Done(int sent) implements Outcome {}

        /**
         * Some messages are still to be sent.
         *
         * @param notBefore the earliest time to try again
         */
        record Later(Instant notBefore, String reason) implements Outcome {}

        /** The messages cannot be delivered with the current configuration. */
        record Undeliverable(String reason) implements Outcome {}
    }

    public Outcome handle(AlertWork work) {
        TenantId tenant = work.tenant();
        IdentityId id = work.identity();
        Instant now = clock.instant();
        if (now.isBefore(work.notBefore())) {
            return new Outcome.Later(work.notBefore(), "not due yet");
        }
        Progress progress = new Progress(work.attempt());
        completeUnsent(tenant, id, progress);
        alertNewFindings(tenant, id, progress);
        return progress.outcome();
    }

    /**
     * Completes the deliveries about an identity that a worker left incomplete.
     *
     * @return whether no delivery about findings remains; notices and reports are not about findings
     */
    private boolean completeUnsent(TenantId tenant, IdentityId id, Progress progress) {
        Instant now = clock.instant();
        for (AlertDelivery unfinished : sends.unsent(tenant, id)) {
            if (now.isBefore(unfinished.leaseUntil())) {
                progress.later(unfinished.leaseUntil(), "another worker is sending");
            } else if (sends.takeOver(tenant, unfinished, now, now.plus(settings.lease()))) {
                progress.attempt(() -> AlertBatches.isPart(unfinished)
                        ? batches.resume(tenant, unfinished)
                        : deliver(tenant, unfinished, true));
            }
        }
        return sends.unsent(tenant, id).stream()
                .allMatch(send -> send.findings().isEmpty());
    }

    private void alertNewFindings(TenantId tenant, IdentityId id, Progress progress) {
        List<Finding> untold = unsent(tenant, id);
        if (untold.isEmpty()) {
            return;
        }
        Optional<IdentityRecord> outline = access.outline(tenant, id);
        Optional<IdentitySummary> summary = outline.flatMap(IdentityRecord::summary);
        if (summary.isEmpty()) {
            progress.withoutSummary();
            return;
        }
        Map<AlertRecipient, List<Finding>> routed = router.route(tenant, summary.get(), untold);
        if (gate.isEmpty()) {
            routed.forEach((recipient, told) ->
                    progress.attempt(() -> sendAlone(tenant, summary.get(), recipient, told, progress)));
            return;
        }
        Instant now = clock.instant();
        due(tenant, gate.get().session(tenant, outline.get(), summary.get(), now), routed)
                .forEach(due -> progress.attempt(() -> sendDue(tenant, summary.get(), due, progress)));
    }

    /** Returns the open findings that no delivery reports yet and that are severe enough for an alert. */
    List<Finding> unsent(TenantId tenant, IdentityId id) {
        return findings.openByIdentity(tenant, id).stream()
                .filter(finding -> finding.sendId().isEmpty())
                .filter(finding -> finding.severity().atLeast(settings.least())
                        || AccessRequestFindings.requestId(finding).isPresent())
                .toList();
    }

    /** Returns the findings of a delivery that are still open. */
    List<Finding> open(TenantId tenant, AlertDelivery send) {
        return findings.openByIdentity(tenant, send.identity()).stream()
                .filter(finding -> send.findings().contains(finding.key()))
                .toList();
    }

    Optional<IdentityRecord> outline(TenantId tenant, IdentityId id) {
        return access.outline(tenant, id);
    }

    /**
     * An alert that may be sent to one person now.
     *
     * @param regardless whether it is sent even if the person received too many messages within the past hour
     */
    private record DueAlert(AlertRecipient recipient, List<Finding> findings, boolean regardless) {}

    /**
     * Decides when to report the findings about one identity: returns the alerts that may be sent now, and stores the
     * others as withheld.
     */
    private List<DueAlert> due(TenantId tenant, AlertGate.Session session, Map<AlertRecipient, List<Finding>> routed) {
        Map<AlertRecipient, List<Finding>> now = new LinkedHashMap<>();
        Set<AlertRecipient> regardless = new HashSet<>();
        routed.forEach((recipient, told) -> {
            Map<AlertGate.Verdict.Withhold, List<Finding>> withheld = new LinkedHashMap<>();
            for (Finding finding : told) {
                switch (session.judge(recipient, finding)) {
                    case AlertGate.Verdict.AtOnce _ -> {
                        now.computeIfAbsent(recipient, _ -> new ArrayList<>()).add(finding);
                        regardless.add(recipient);
                    }
                    case AlertGate.Verdict.Paced _ ->
                        now.computeIfAbsent(recipient, _ -> new ArrayList<>()).add(finding);
                    case AlertGate.Verdict.ToSecurityTeam _ -> {
                        AlertRecipient team = routed.keySet().stream()
                                .filter(other -> other.email()
                                        .equals(settings.securityTeam().email()))
                                .findFirst()
                                .orElse(settings.securityTeam());
                        now.computeIfAbsent(team, _ -> new ArrayList<>()).add(finding);
                        regardless.add(team);
                    }
                    case AlertGate.Verdict.Withhold reason ->
                        withheld.computeIfAbsent(reason, _ -> new ArrayList<>()).add(finding);
                }
            }
            // One alert is stored for each person and identity. The reason that ends first is stored last, because then
            // everything is judged again; a reason that only a person ends would hold back the others.
            withheld.entrySet().stream()
                    .sorted(Comparator.comparing(SendOwnerAlerts::endOf).reversed())
                    .forEach(one -> gate.orElseThrow()
                            .withhold(
                                    tenant,
                                    session.identity(),
                                    recipient,
                                    one.getValue(),
                                    one.getKey().reason(),
                                    one.getKey().until(),
                                    session.now()));
        });
        return now.entrySet().stream()
                .map(entry -> new DueAlert(entry.getKey(), entry.getValue(), regardless.contains(entry.getKey())))
                .toList();
    }

    private static Instant endOf(Map.Entry<AlertGate.Verdict.Withhold, List<Finding>> withheld) {
        return withheld.getKey().until().orElse(Instant.MAX);
    }

    /**
     * Sends an alert, or first delays it so that it can be combined with others to the same person. A critical alert is
     * not delayed.
     *
     * @return whether a message was sent
     */
    private boolean sendDue(TenantId tenant, IdentitySummary summary, DueAlert due, Progress progress)
            throws ChannelException {
        AlertGate open = gate.orElseThrow();
        Instant now = clock.instant();
        String email = due.recipient().email();
        boolean waits =
                open.pacing().gather().isPositive() && due.findings().stream().noneMatch(SendOwnerAlerts::isUrgent);
        if (waits) {
            Optional<WithheldAlert> waiting = open.store().to(tenant, email).stream()
                    .filter(alert -> alert.identity().equals(summary.id()))
                    .filter(alert -> alert.reason() == WithheldReason.GATHERED)
                    .findFirst();
            Optional<Instant> until = waiting.flatMap(WithheldAlert::until);
            if (until.isEmpty()) {
                Instant end = now.plus(open.pacing().gather());
                open.withhold(
                        tenant,
                        summary,
                        due.recipient(),
                        due.findings(),
                        WithheldReason.GATHERED,
                        Optional.of(end),
                        now);
                progress.later(end, "waits for other alerts to the same person");
                return false;
            }
            if (now.isBefore(until.get())) {
                progress.later(until.get(), "waits for other alerts to the same person");
                return false;
            }
            List<WithheldAlert> together = open.store().to(tenant, email).stream()
                    .filter(alert -> switch (alert.reason()) {
                        case GATHERED, PACE -> true;
                        case BASELINE, QUIET_HOURS, SNOOZED, MUTED -> false;
                    })
                    .toList();
            return sendWithheld(tenant, together, false, progress) > 0;
        }
        var _ = open.takePlace(
                tenant,
                email,
                placeKey(email, List.of(new AlertBatch.Part(summary.id(), keys(due.findings())))),
                true,
                now);
        boolean sent = sendAlone(tenant, summary, due.recipient(), due.findings(), progress);
        if (sent) {
            forget(tenant, email, summary.id());
        }
        return sent;
    }

    /**
     * Returns whether an alert is sent without waiting, because the finding is critical or an agent is waiting for the
     * answer.
     */
    private static boolean isUrgent(Finding finding) {
        return finding.severity() == Severity.CRITICAL
                || AccessRequestFindings.requestId(finding).isPresent();
    }

    private static List<String> keys(List<Finding> findings) {
        return findings.stream().map(Finding::key).sorted().toList();
    }

    private static String placeKey(String email, List<AlertBatch.Part> parts) {
        return ShortDigests.of("place", email, parts.toString());
    }

    /**
     * Sends withheld alerts to one person in one message. Each alert is reviewed again first. If the person received
     * too many messages within the past hour, the alerts wait for the daily summary.
     *
     * @param withheld the alerts, at least one
     * @param regardless whether the alerts are sent even if the person received too many messages within the past hour
     * @return the number of messages that were sent
     */
    int sendWithheld(TenantId tenant, List<WithheldAlert> withheld, boolean regardless, Progress progress)
            throws ChannelException {
        AlertGate open = gate.orElseThrow();
        // The findings of an interrupted message are claimed, so it must be completed before anything is judged again.
        Optional<Instant> busy =
                batches.completeInterrupted(tenant, withheld.getFirst().recipient());
        if (busy.isPresent()) {
            progress.later(busy.get(), "another worker is sending to the same person");
            return 0;
        }
        Map<IdentityId, Ready> due = new LinkedHashMap<>();
        withheld.stream()
                .sorted(Comparator.comparing(WithheldAlert::severity).reversed().thenComparing(WithheldAlert::key))
                .forEach(alert -> {
                    if (completeUnsent(tenant, alert.identity(), progress)) {
                        review(tenant, alert, due);
                    }
                });
        List<Ready> all = List.copyOf(due.values());
        int sent = 0;
        for (int from = 0; from < all.size(); from += AlertBatches.MAX_PARTS) {
            List<Ready> some = all.subList(from, Math.min(all.size(), from + AlertBatches.MAX_PARTS));
            List<AlertBatch.Part> parts = some.stream().map(Ready::part).toList();
            AlertRecipient recipient = some.getFirst().due().recipient();
            boolean anyway = from == 0
                    && (regardless || some.stream().anyMatch(one -> one.due().regardless()));
            Instant now = clock.instant();
            if (!open.takePlace(tenant, recipient.email(), placeKey(recipient.email(), parts), anyway, now)) {
                all.subList(from, all.size()).forEach(one -> {
                    open.withhold(
                            tenant,
                            one.summary(),
                            recipient,
                            one.due().findings(),
                            WithheldReason.PACE,
                            Optional.of(open.pacing().nextSummary(now)),
                            now);
                    open.store()
                            .remove(
                                    tenant,
                                    WithheldAlert.keyOf(
                                            recipient.email(), one.summary().id(), true));
                });
                return sent;
            }
            Ready first = some.getFirst();
            boolean done = some.size() == 1
                    ? sendAlone(tenant, first.summary(), recipient, first.due().findings(), progress)
                    : sendTogether(tenant, recipient, kind(some), parts, progress);
            if (done) {
                parts.forEach(part -> forget(tenant, recipient.email(), part.identity()));
                sent++;
            }
        }
        return sent;
    }

    /** A withheld alert that may be sent now. */
    private record Ready(IdentitySummary summary, DueAlert due) {
        AlertBatch.Part part() {
            return new AlertBatch.Part(summary.id(), keys(due.findings()));
        }
    }

    private static AlertBatch.Kind kind(List<Ready> parts) {
        Set<TitleSubject> subjects = new HashSet<>();
        parts.forEach(part ->
                part.due().findings().forEach(finding -> subjects.add(TitleSubject.of(finding, part.summary()))));
        return subjects.size() == 1 ? AlertBatch.Kind.SUBJECT : AlertBatch.Kind.SUMMARY;
    }

    /** Reviews a withheld alert: adds it to the alerts that are due, withholds it for another reason, or removes it. */
    private void review(TenantId tenant, WithheldAlert alert, Map<IdentityId, Ready> due) {
        AlertGate open = gate.orElseThrow();
        Optional<IdentityRecord> outline = access.outline(tenant, alert.identity());
        Optional<IdentitySummary> summary = outline.flatMap(IdentityRecord::summary);
        List<Finding> unsent = summary.isEmpty()
                ? List.of()
                : unsent(tenant, alert.identity()).stream()
                        .filter(finding ->
                                AccessRequestFindings.requestId(finding).isEmpty())
                        .toList();
        if (unsent.isEmpty()) {
            open.store().remove(tenant, alert.key());
            return;
        }
        Instant now = clock.instant();
        Map<AlertRecipient, List<Finding>> routed = router.route(tenant, summary.get(), unsent);
        boolean stillTheirs =
                routed.keySet().stream().anyMatch(person -> person.email().equals(alert.recipient()));
        for (DueAlert one : due(tenant, open.session(tenant, outline.get(), summary.get(), now), routed)) {
            if (one.recipient().email().equals(alert.recipient())) {
                due.put(alert.identity(), new Ready(summary.get(), one));
            } else if (!stillTheirs) {
                // Its owner has changed, so the next run sends it to the new owner.
                open.withhold(
                        tenant,
                        summary.get(),
                        one.recipient(),
                        one.findings(),
                        WithheldReason.PACE,
                        Optional.of(now),
                        now);
            }
        }
        if (!stillTheirs) {
            open.store().remove(tenant, alert.key());
        }
    }

    /**
     * Removes the alert that was about to be sent. Also removes the withheld alert if nothing about its identity is
     * waiting.
     */
    void forget(TenantId tenant, String recipient, IdentityId identity) {
        gate.orElseThrow().store().remove(tenant, WithheldAlert.keyOf(recipient, identity, true));
        if (unsent(tenant, identity).isEmpty()) {
            gate.orElseThrow().store().remove(tenant, WithheldAlert.keyOf(recipient, identity, false));
        }
    }

    private boolean sendTogether(
            TenantId tenant,
            AlertRecipient recipient,
            AlertBatch.Kind kind,
            List<AlertBatch.Part> parts,
            Progress progress)
            throws ChannelException {
        Optional<Instant> busy = batches.send(tenant, recipient, kind, parts);
        busy.ifPresent(until -> progress.later(until, "another worker is sending to the same person"));
        return busy.isEmpty();
    }

    private boolean sendAlone(
            TenantId tenant, IdentitySummary summary, AlertRecipient recipient, List<Finding> told, Progress progress)
            throws ChannelException {
        AlertDelivery send = prepare(tenant, composer(tenant), summary, recipient, told, Optional.empty());
        storeDraft(tenant, send, recipient, summary, send.channel(), send.recipient());
        if (sends.claim(tenant, send)) {
            deliver(tenant, send, false);
            return true;
        }
        progress.later(clock.instant(), "another worker claimed some of the findings");
        return false;
    }

    private AlertDelivery prepare(
            TenantId tenant,
            AlertComposer composer,
            IdentitySummary identity,
            AlertRecipient recipient,
            List<Finding> told,
            Optional<String> insteadOf)
            throws ChannelException {
        for (AlertChannel channel : channels) {
            Optional<String> address = channel.addressOf(recipient);
            if (address.isPresent()) {
                List<String> keys = told.stream().map(Finding::key).sorted().toList();
                Instant now = clock.instant();
                String id = sendId(channel.name(), address.get(), identity.id(), keys);
                AlertQuestion.Asked asked = asked(tenant, insteadOf.orElse(id), recipient, identity.id(), told, now);
                return new AlertDelivery(
                        id,
                        identity.id(),
                        channel.name(),
                        address.get(),
                        keys,
                        channel.render(composer.compose(recipient, identity, told, elsewhere(tenant, identity), asked)),
                        now,
                        now.plus(settings.lease()),
                        Optional.empty(),
                        Optional.empty());
            }
        }
        throw ChannelException.rejected(
                "no channel can reach %s; configure email or Slack".formatted(recipient.name()));
    }

    private AlertQuestion.Asked asked(
            TenantId tenant,
            String question,
            AlertRecipient recipient,
            IdentityId identity,
            List<Finding> told,
            Instant now) {
        return asking.flatMap(ask -> access.identityRecord(tenant, identity)
                        .map(identityRecord -> ask.ask(
                                tenant,
                                question,
                                recipient.email(),
                                role(recipient),
                                identityRecord,
                                told.stream().map(Finding::key).toList(),
                                false,
                                told,
                                now)))
                .orElse(AlertQuestion.Asked.NOTHING);
    }

    private RecipientRole role(AlertRecipient recipient) {
        return recipient.email().equals(settings.securityTeam().email())
                ? RecipientRole.SECURITY_TEAM
                : RecipientRole.OWNER;
    }

    String state(TenantId tenant, IdentityId identity) {
        return access.identityRecord(tenant, identity)
                .map(IdentityStateDigest::of)
                .orElse("");
    }

    /**
     * Stores the question before its message is claimed, so that no answer can arrive for an unknown question. If the
     * claim fails, the question remains a draft, which escalation ignores.
     */
    void storeDraft(
            TenantId tenant,
            AlertDelivery send,
            AlertRecipient recipient,
            IdentitySummary identity,
            String channel,
            String address) {
        asking.ifPresent(ask -> {
            QuestionRecipient person = QuestionRecipient.planned(
                            recipient.name(), recipient.email(), role(recipient), recipient.why(), send.claimedAt())
                    .withChannel(channel, address);
            var _ = ask.questions()
                    .open(
                            tenant,
                            OwnerQuestion.about(
                                    send.id(),
                                    identity.id(),
                                    send.findings(),
                                    Optional.empty(),
                                    state(tenant, identity.id()),
                                    person,
                                    send.claimedAt()));
        });
    }

    /**
     * Marks the question as asked, so that escalation starts. Does nothing if the question has been changed since it
     * was stored.
     */
    void markAsked(TenantId tenant, AlertDelivery send) {
        asking.flatMap(ask -> ask.questions().find(tenant, send.id()))
                .filter(question ->
                        question.isOpen() && question.current().toldAt().isEmpty())
                .ifPresent(question -> {
                    Instant now = clock.instant();
                    int place = question.asked().size() - 1;
                    OwnerQuestion told = question.withAsked(
                                    place, question.current().notified(now))
                            .withNextAt(Optional.of(now));
                    try {
                        asking.get().questions().save(tenant, told);
                    } catch (ConcurrentWriteException _) {
                        // the question was answered or passed on at the same time
                    }
                });
    }

    /** Returns the other identities of the same product that still hold access, most severe first. */
    private List<IdentitySummary> elsewhere(TenantId tenant, IdentitySummary identity) {
        return identity
                .product()
                .map(product ->
                        access.identities(tenant, new IdentityQuery.OfProduct(product), MAX_ALIASES, Optional.empty()))
                .map(StorePage::items)
                .orElse(List.of())
                .stream()
                .filter(other -> !other.id().equals(identity.id()) && other.status() != IdentityStatus.GONE)
                .sorted(Comparator.comparing(IdentitySummary::severity)
                        .reversed()
                        .thenComparing(IdentitySummary::id))
                .toList();
    }

    private boolean deliver(TenantId tenant, AlertDelivery send, boolean mayHaveBeenSent) throws ChannelException {
        String receipt;
        try {
            receipt = channel(send).deliver(send, mayHaveBeenSent);
        } catch (ChannelException refusal) {
            if (!refusal.isPermanent()) {
                throw refusal;
            }
            receipt = sendToSecurityTeam(tenant, send, refusal, mayHaveBeenSent);
        }
        markAsked(tenant, send);
        sends.recordSent(tenant, send, clock.instant(), receipt);
        return true;
    }

    /**
     * Sends the message to the security team because its recipient cannot be reached. This delivery has claimed the
     * findings, so no other message would report them.
     */
    private String sendToSecurityTeam(
            TenantId tenant, AlertDelivery send, ChannelException refusal, boolean mayHaveBeenSent)
            throws ChannelException {
        Optional<IdentitySummary> summary =
                access.outline(tenant, send.identity()).flatMap(IdentityRecord::summary);
        List<Finding> told = findings.openByIdentity(tenant, send.identity()).stream()
                .filter(finding -> send.findings().contains(finding.key()))
                .toList();
        if (summary.isEmpty() || told.isEmpty()) {
            throw refusal;
        }
        AlertRecipient team = new AlertRecipient(
                settings.securityTeam().name(),
                settings.securityTeam().email(),
                List.of("the owner could not be reached"));
        AlertDelivery instead = prepare(tenant, composer(tenant), summary.get(), team, told, Optional.of(send.id()));
        if (instead.recipient().equals(send.recipient())) {
            throw refusal;
        }
        passToSecurityTeam(tenant, send, team, instead);
        return channel(instead).deliver(instead, mayHaveBeenSent);
    }

    private void passToSecurityTeam(TenantId tenant, AlertDelivery send, AlertRecipient team, AlertDelivery instead) {
        asking.flatMap(ask -> ask.questions().find(tenant, send.id()))
                .filter(question -> question.asked(team.email()).isEmpty())
                .ifPresent(question -> {
                    Instant now = clock.instant();
                    QuestionRecipient next = QuestionRecipient.planned(
                                    team.name(), team.email(), RecipientRole.SECURITY_TEAM, team.why(), now)
                            .withChannel(instead.channel(), instead.recipient());
                    asking.get()
                            .questions()
                            .save(
                                    tenant,
                                    question.withAsked(0, question.current().passed(now))
                                            .withAsked(next));
                });
    }

    private AlertChannel channel(AlertDelivery send) throws ChannelException {
        return channels.stream()
                .filter(candidate -> candidate.name().equals(send.channel()))
                .findFirst()
                .orElseThrow(() -> ChannelException.rejected(
                        "alert %s was claimed for the channel '%s', which is no longer configured"
                                .formatted(send.id(), send.channel())));
    }

    AlertComposer composer(TenantId tenant) {
        return new AlertComposer(
                providerNames, person -> PersonNames.of(access, tenant, person).orElse(""));
    }

    String providerName(ProviderId provider) {
        return providerNames.apply(provider);
    }

    Optional<AlertQuestion> asking() {
        return asking;
    }

    String nameOf(TenantId tenant, PersonId id) {
        return PersonNames.of(access, tenant, id).orElse(id.externalId());
    }

    private static String sendId(String channel, String address, IdentityId identity, List<String> findings) {
        String name = String.join("\n", channel, address, identity.toString(), String.join("\n", findings));
        return Sha256.shortHex(name);
    }

    interface Attempt {
        /**
         * Sends the message.
         *
         * @return whether a message was sent
         */
        boolean run() throws ChannelException;
    }

    /**
     * Collects the results of all messages. If a message to one recipient fails, messages to the others are still sent.
     */
    final class Progress {
        private final int attempt;
        private int sent;
        private Optional<Outcome.Later> later = Optional.empty();
        private Optional<Outcome.Undeliverable> hopeless = Optional.empty();

        Progress(int attempt) {
            this.attempt = attempt;
        }

        void attempt(Attempt message) {
            try {
                if (message.run()) {
                    sent++;
                }
            } catch (ChannelException e) {
                if (e.isPermanent() || attempt >= settings.giveUpAfter()) {
                    hopeless = Optional.of(new Outcome.Undeliverable(e.reason()));
                } else {
                    later(clock.instant().plus(backOff(e.retryAfter())), e.reason());
                }
            }
        }

        /**
         * Postpones the work until the identity's summary exists. After too many attempts, gives up, because an
         * identity that appears only in logs, and not in the inventory, never gets a summary.
         */
        void withoutSummary() {
            if (attempt >= settings.giveUpAfter()) {
                hopeless = Optional.of(new Outcome.Undeliverable(
                        "the inventory does not list the identity, so nobody was alerted about its findings"));
            } else {
                later(clock.instant().plus(settings.lease()), "the identity has no summary yet");
            }
        }

        void later(Instant notBefore, String reason) {
            if (later.isEmpty() || notBefore.isBefore(later.get().notBefore())) {
                later = Optional.of(new Outcome.Later(notBefore, reason));
            }
        }

        Outcome outcome() {
            if (later.isPresent()) {
                return later.get();
            }
            return hopeless.isPresent() ? hopeless.get() : new Outcome.Done(sent);
        }

        private Duration backOff(Duration asked) {
            Duration own = Duration.ofSeconds(30L << Math.min(attempt, 7));
            return own.compareTo(asked) > 0 ? own : asked;
        }
    }
}
