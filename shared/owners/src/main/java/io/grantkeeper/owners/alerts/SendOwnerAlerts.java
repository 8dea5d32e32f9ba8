package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.QuestionRecipient;
import io.grantkeeper.identity.question.RecipientRole;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertSend;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.text.ExternalText;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.owners.answers.IdentityStateDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Alerts the owners of one identity about its new findings. A worker claims a send together with its findings, delivers
 * the message, and then records the delivery. If a worker is interrupted, its claim expires, and any other worker can
 * complete the send.
 */
public final class SendOwnerAlerts {
    private static final int MAX_ALIASES = 10;

    private final AccessStore access;
    private final FindingStore findings;
    private final SendStore sends;
    private final List<AlertChannel> channels;
    private final Function<ProviderId, String> providerNames;
    private final AlertSettings settings;
    private final Optional<AlertQuestion> asking;
    private final Clock clock;
    private final AlertRecipientResolver router;

    /**
     * Creates an instance.
     *
     * @param channels the channels in order of preference; the last one should be able to reach everyone
     * @param providerNames returns a provider's display name
     * @param question turns each message into a question; empty if answers are not configured
     */
    public SendOwnerAlerts(
            AccessStore access,
            FindingStore findings,
            SendStore sends,
            List<AlertChannel> channels,
            Function<ProviderId, String> providerNames,
            AlertSettings settings,
            Optional<AlertQuestion> question,
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
        for (AlertSend unfinished : sends.unsent(tenant, id)) {
            if (now.isBefore(unfinished.leaseUntil())) {
                progress.later(unfinished.leaseUntil(), "another worker is sending");
            } else if (sends.takeOver(tenant, unfinished, now, now.plus(settings.lease()))) {
                progress.attempt(() -> deliver(tenant, unfinished, true));
            }
        }
        alertNewFindings(tenant, id, progress);
        return progress.outcome();
    }

    private void alertNewFindings(TenantId tenant, IdentityId id, Progress progress) {
        List<Finding> untold = findings.openByIdentity(tenant, id).stream()
                .filter(finding -> finding.sendId().isEmpty())
                .filter(finding -> finding.severity().atLeast(settings.least())
                        || AccessRequestFindings.requestId(finding).isPresent())
                .toList();
        if (untold.isEmpty()) {
            return;
        }
        Optional<IdentitySummary> summary = access.outline(tenant, id).flatMap(IdentityRecord::summary);
        if (summary.isEmpty()) {
            progress.later(clock.instant().plus(settings.lease()), "the identity has no summary yet");
            return;
        }
        AlertComposer composer = composer(tenant);
        router.route(tenant, summary.get(), untold)
                .forEach((recipient, told) -> progress.attempt(() -> {
                    AlertSend send = prepare(tenant, composer, summary.get(), recipient, told, Optional.empty());
                    storeDraft(tenant, send, recipient, summary.get());
                    if (sends.claim(tenant, send)) {
                        deliver(tenant, send, false);
                        return true;
                    }
                    progress.later(clock.instant(), "another worker claimed some of the findings");
                    return false;
                }));
    }

    private AlertSend prepare(
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
                return new AlertSend(
                        id,
                        identity.id(),
                        channel.name(),
                        address.get(),
                        keys,
                        channel.render(
                                composer.compose(recipient, identity, told, elsewhere(tenant, identity), asked)),
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
                                identityRecord,
                                told.stream().map(Finding::key).toList(),
                                false,
                                told,
                                now)))
                .orElse(AlertQuestion.Asked.NOTHING);
    }

    private String state(TenantId tenant, IdentityId identity) {
        return access.identityRecord(tenant, identity)
                .map(IdentityStateDigest::of)
                .orElse("");
    }

    /**
     * Stores the question before its message is claimed, so that no answer can arrive for an unknown question. If the
     * claim fails, the question remains a draft, which escalation ignores.
     */
    private void storeDraft(TenantId tenant, AlertSend send, AlertRecipient recipient, IdentitySummary identity) {
        asking.ifPresent(ask -> {
            RecipientRole as = recipient.email().equals(settings.securityTeam().email())
                    ? RecipientRole.SECURITY_TEAM
                    : RecipientRole.OWNER;
            QuestionRecipient person = QuestionRecipient.planned(
                            recipient.name(), recipient.email(), as, recipient.why(), send.claimedAt())
                    .withChannel(send.channel(), send.recipient());
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
    private void markAsked(TenantId tenant, AlertSend send) {
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

    private boolean deliver(TenantId tenant, AlertSend send, boolean mayHaveBeenSent) throws ChannelException {
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
     * Sends the message to the security team because its recipient cannot be reached. This send has claimed the
     * findings, so no other message would report them.
     */
    private String sendToSecurityTeam(
            TenantId tenant, AlertSend send, ChannelException refusal, boolean mayHaveBeenSent)
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
        AlertSend instead = prepare(tenant, composer(tenant), summary.get(), team, told, Optional.of(send.id()));
        if (instead.recipient().equals(send.recipient())) {
            throw refusal;
        }
        passToSecurityTeam(tenant, send, team, instead);
        return channel(instead).deliver(instead, mayHaveBeenSent);
    }

    private void passToSecurityTeam(TenantId tenant, AlertSend send, AlertRecipient team, AlertSend instead) {
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

    private AlertChannel channel(AlertSend send) throws ChannelException {
        return channels.stream()
                .filter(candidate -> candidate.name().equals(send.channel()))
                .findFirst()
                .orElseThrow(() -> ChannelException.rejected(
                        "alert %s was claimed for the channel '%s', which is no longer configured"
                                .formatted(send.id(), send.channel())));
    }

    private AlertComposer composer(TenantId tenant) {
        return new AlertComposer(providerNames, person -> nameOf(tenant, person));
    }

    private String nameOf(TenantId tenant, PersonId id) {
        return access.person(tenant, id)
                .map(StoredRecord::content)
                .map(Person::displayName)
                .map(ExternalText::text)
                .orElse(id.externalId());
    }

    private static String sendId(String channel, String address, IdentityId identity, List<String> findings) {
        try {
            String name = String.join("\n", channel, address, identity.toString(), String.join("\n", findings));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
        }
    }

    private interface Attempt {
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
    private final class Progress {
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
