package io.grantkeeper.alerts;

import io.grantkeeper.answers.IdentityState;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequested;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.Asked;
import io.grantkeeper.identity.question.AskedAs;
import io.grantkeeper.identity.question.Question;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Send;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.identity.work.AlertWork;
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
 * Tells the people who answer for one identity about its new findings. A send is claimed with its findings, delivered,
 * then recorded; whoever finds a claim whose lease ran out carries it to its end.
 */
public final class AlertOwner {
    private static final int MOST_ALIASES = 10;

    private final AccessStore access;
    private final FindingStore findings;
    private final SendStore sends;
    private final List<AlertChannel> channels;
    private final Function<ProviderId, String> providerNames;
    private final AlertSettings settings;
    private final Optional<Asking> asking;
    private final Clock clock;
    private final OwnerRouter router;

    /**
     * @param channels in the order of preference; the last one should reach everybody
     * @param providerNames a provider's name for people
     * @param asking makes each message a question; empty where answers are not heard
     */
    public AlertOwner(
            AccessStore access,
            FindingStore findings,
            SendStore sends,
            List<AlertChannel> channels,
            Function<ProviderId, String> providerNames,
            AlertSettings settings,
            Optional<Asking> asking,
            Clock clock) {
        this.access = access;
        this.findings = findings;
        this.sends = sends;
        this.channels = List.copyOf(channels);
        this.providerNames = providerNames;
        this.settings = settings;
        this.asking = asking;
        this.clock = clock;
        this.router = new OwnerRouter(access, settings.securityTeam());
    }

    /** What became of one piece of work. */
    public sealed interface Outcome {
        /** All that had to be sent was sent. */
        record Done(int sent) implements Outcome {}

        /** Something is left: try again then. */
        record Later(Instant notBefore, String reason) implements Outcome {}

        /** It will not work as configured. */
        record Hopeless(String reason) implements Outcome {}
    }

    public Outcome handle(AlertWork work) {
        TenantId tenant = work.tenant();
        IdentityId id = work.identity();
        Instant now = clock.instant();
        if (now.isBefore(work.notBefore())) {
            return new Outcome.Later(work.notBefore(), "not due yet");
        }
        Progress progress = new Progress(work.attempt());
        for (Send unfinished : sends.unsent(tenant, id)) {
            if (now.isBefore(unfinished.leaseUntil())) {
                progress.later(unfinished.leaseUntil(), "another worker is sending");
            } else if (sends.takeOver(tenant, unfinished, now, now.plus(settings.lease()))) {
                progress.attempt(() -> deliver(tenant, unfinished, true));
            }
        }
        tellNew(tenant, id, progress);
        return progress.outcome();
    }

    private void tellNew(TenantId tenant, IdentityId id, Progress progress) {
        List<Finding> untold = findings.openOf(tenant, id).stream()
                .filter(finding -> finding.sendId().isEmpty())
                .filter(finding -> finding.severity().atLeast(settings.least())
                        || AccessRequested.requestOf(finding).isPresent())
                .toList();
        if (untold.isEmpty()) {
            return;
        }
        Optional<IdentitySummary> summary = access.outline(tenant, id).flatMap(IdentityDossier::summary);
        if (summary.isEmpty()) {
            progress.later(clock.instant().plus(settings.lease()), "the identity has no summary yet");
            return;
        }
        AlertComposer composer = composer(tenant);
        router.route(tenant, summary.get(), untold)
                .forEach((recipient, told) -> progress.attempt(() -> {
                    Send send = prepare(tenant, composer, summary.get(), recipient, told, Optional.empty());
                    draft(tenant, send, recipient, summary.get());
                    if (sends.claim(tenant, send)) {
                        deliver(tenant, send, false);
                        return true;
                    }
                    progress.later(clock.instant(), "another worker claimed some of the findings");
                    return false;
                }));
    }

    private Send prepare(
            TenantId tenant,
            AlertComposer composer,
            IdentitySummary identity,
            Recipient recipient,
            List<Finding> told,
            Optional<String> insteadOf)
            throws ChannelException {
        for (AlertChannel channel : channels) {
            Optional<String> address = channel.addressOf(recipient);
            if (address.isPresent()) {
                List<String> keys = told.stream().map(Finding::key).sorted().toList();
                Instant now = clock.instant();
                String id = sendId(channel.name(), address.get(), identity.id(), keys);
                List<Choice> choices = choices(tenant, insteadOf.orElse(id), recipient, identity.id(), told);
                return new Send(
                        id,
                        identity.id(),
                        channel.name(),
                        address.get(),
                        keys,
                        channel.render(
                                composer.compose(recipient, identity, told, elsewhere(tenant, identity), choices)),
                        now,
                        now.plus(settings.lease()),
                        Optional.empty(),
                        Optional.empty());
            }
        }
        throw ChannelException.rejected("no channel reaches %s; configure e-mail or Slack".formatted(recipient.name()));
    }

    private List<Choice> choices(
            TenantId tenant, String question, Recipient recipient, IdentityId identity, List<Finding> told) {
        return asking.map(ask -> ask.choices(
                        tenant, question, recipient.email(), state(tenant, identity), told, clock.instant()))
                .orElse(List.of());
    }

    private String state(TenantId tenant, IdentityId identity) {
        return access.dossier(tenant, identity).map(IdentityState::of).orElse("");
    }

    /**
     * The question is kept before its message is claimed, so that no answer can come to a question that nobody knows. One
     * whose claim is lost stays a draft, which the clock never looks at.
     */
    private void draft(TenantId tenant, Send send, Recipient recipient, IdentitySummary identity) {
        asking.ifPresent(ask -> {
            AskedAs as =
                    recipient.email().equals(settings.securityTeam().email()) ? AskedAs.SECURITY_TEAM : AskedAs.OWNER;
            Asked person = Asked.planned(recipient.name(), recipient.email(), as, recipient.why(), send.claimedAt())
                    .through(send.channel(), send.recipient());
            var _ = ask.questions()
                    .open(
                            tenant,
                            Question.about(
                                    send.id(),
                                    identity.id(),
                                    send.findings(),
                                    Optional.empty(),
                                    state(tenant, identity.id()),
                                    person,
                                    send.claimedAt()));
        });
    }

    /** From now on the clock looks at it. Where another has changed it meanwhile, it knows already. */
    private void asked(TenantId tenant, Send send) {
        asking.flatMap(ask -> ask.questions().find(tenant, send.id()))
                .filter(question ->
                        question.isOpen() && question.current().toldAt().isEmpty())
                .ifPresent(question -> {
                    Instant now = clock.instant();
                    int place = question.asked().size() - 1;
                    Question told = question.withAsked(place, question.current().told(now))
                            .withNextAt(Optional.of(now));
                    try {
                        asking.get().questions().save(tenant, told);
                    } catch (LostRaceException _) {
                        // somebody has answered or passed it on in this moment
                    }
                });
    }

    /** The same product's other identities that hold anything, gravest first. */
    private List<IdentitySummary> elsewhere(TenantId tenant, IdentitySummary identity) {
        return identity
                .product()
                .map(product ->
                        access.identities(tenant, new IdentityQuery.OfProduct(product), MOST_ALIASES, Optional.empty()))
                .map(Slice::items)
                .orElse(List.of())
                .stream()
                .filter(other -> !other.id().equals(identity.id()) && other.status() != IdentityStatus.GONE)
                .sorted(Comparator.comparing(IdentitySummary::severity)
                        .reversed()
                        .thenComparing(IdentitySummary::id))
                .toList();
    }

    private boolean deliver(TenantId tenant, Send send, boolean mayHaveBeenSent) throws ChannelException {
        String receipt;
        try {
            receipt = channel(send).deliver(send, mayHaveBeenSent);
        } catch (ChannelException refusal) {
            if (!refusal.isPermanent()) {
                throw refusal;
            }
            receipt = tellSecurityTeam(tenant, send, refusal, mayHaveBeenSent);
        }
        asked(tenant, send);
        sends.sent(tenant, send, clock.instant(), receipt);
        return true;
    }

    /** Whoever was to be told cannot be. The findings belong to this send, so nobody else would hear of them. */
    private String tellSecurityTeam(TenantId tenant, Send send, ChannelException refusal, boolean mayHaveBeenSent)
            throws ChannelException {
        Optional<IdentitySummary> summary =
                access.outline(tenant, send.identity()).flatMap(IdentityDossier::summary);
        List<Finding> told = findings.openOf(tenant, send.identity()).stream()
                .filter(finding -> send.findings().contains(finding.key()))
                .toList();
        if (summary.isEmpty() || told.isEmpty()) {
            throw refusal;
        }
        Recipient team = new Recipient(
                settings.securityTeam().name(),
                settings.securityTeam().email(),
                List.of("whoever answers for it could not be reached"));
        Send instead = prepare(tenant, composer(tenant), summary.get(), team, told, Optional.of(send.id()));
        if (instead.recipient().equals(send.recipient())) {
            throw refusal;
        }
        handOn(tenant, send, team, instead);
        return channel(instead).deliver(instead, mayHaveBeenSent);
    }

    private void handOn(TenantId tenant, Send send, Recipient team, Send instead) {
        asking.flatMap(ask -> ask.questions().find(tenant, send.id()))
                .filter(question -> question.asked(team.email()).isEmpty())
                .ifPresent(question -> {
                    Instant now = clock.instant();
                    Asked next = Asked.planned(team.name(), team.email(), AskedAs.SECURITY_TEAM, team.why(), now)
                            .through(instead.channel(), instead.recipient());
                    asking.get()
                            .questions()
                            .save(
                                    tenant,
                                    question.withAsked(0, question.current().passed(now))
                                            .withAsked(next));
                });
    }

    private AlertChannel channel(Send send) throws ChannelException {
        return channels.stream()
                .filter(candidate -> candidate.name().equals(send.channel()))
                .findFirst()
                .orElseThrow(() -> ChannelException.rejected(
                        "send %s was claimed for the channel '%s', which is not configured any more"
                                .formatted(send.id(), send.channel())));
    }

    private AlertComposer composer(TenantId tenant) {
        return new AlertComposer(providerNames, person -> nameOf(tenant, person));
    }

    private String nameOf(TenantId tenant, PersonId id) {
        return access.person(tenant, id)
                .map(Stored::content)
                .map(Person::displayName)
                .orElse(id.externalId());
    }

    private static String sendId(String channel, String address, IdentityId identity, List<String> findings) {
        try {
            String name = String.join("\n", channel, address, identity.toString(), String.join("\n", findings));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private interface Attempt {
        /** Whether a message left. */
        boolean run() throws ChannelException;
    }

    /** Collects what became of each message: trouble with one recipient never keeps another from being told. */
    private final class Progress {
        private final int attempt;
        private int sent;
        private Optional<Outcome.Later> later = Optional.empty();
        private Optional<Outcome.Hopeless> hopeless = Optional.empty();

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
                    hopeless = Optional.of(new Outcome.Hopeless(e.reason()));
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
