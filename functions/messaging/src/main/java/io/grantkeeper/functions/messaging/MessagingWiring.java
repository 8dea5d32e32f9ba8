package io.grantkeeper.functions.messaging;

import io.grantkeeper.alerts.Asking;
import io.grantkeeper.alerts.Escalation;
import io.grantkeeper.alerts.EscalationPath;
import io.grantkeeper.alerts.ReviewNotices;
import io.grantkeeper.answers.Revokers;
import io.grantkeeper.answers.SettleAnswer;
import io.grantkeeper.aws.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.work.CompleteSweeps;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SendStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.revocation.LaterListing;
import io.grantkeeper.revocation.Patience;
import io.grantkeeper.revocation.RevokeAccess;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistry;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** What the functions that talk with people are built from. */
public final class MessagingWiring {
    private final BeanRegistry.SupplierContext ports;
    private final Clock clock;
    private final AlertChannels channels;
    private final Optional<Answers> answers;

    public MessagingWiring(BeanRegistry.SupplierContext ports) {
        this.ports = ports;
        this.clock = ports.bean(Clock.class);
        this.channels = ports.beanProvider(AlertChannels.class)
                .getIfAvailable(
                        () -> AlertChannels.of(AnsweringWiring.configured(ports), this::secret, this::ses, clock));
        this.answers = new AnsweringWiring(ports, this::secret).answers();
    }

    private SesV2Client ses() {
        return ports.bean(AwsClients.class).client(SesV2Client.builder(), "GRANTKEEPER_SES_ENDPOINT");
    }

    private io.grantkeeper.identity.Secret secret(String reference) {
        return ports.bean(SecretResolver.class).resolve("alerts", reference);
    }

    public AlertChannels channels() {
        return channels;
    }

    /** Empty where answers are not configured. */
    public Optional<Answers> answers() {
        return answers;
    }

    /** Makes messages questions; empty where answers are not configured. */
    public Optional<Asking> asking() {
        return answers.map(found -> new Asking(
                ports.bean(QuestionStore.class),
                found.links(),
                found.slackSigning().isPresent()));
    }

    public EscalationPath path() {
        return new EscalationPath(
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                channels.settings().securityTeam(),
                clock);
    }

    public SettleAnswer settle(Answers found) {
        return new SettleAnswer(
                ports.bean(QuestionStore.class),
                ports.bean(FindingStore.class),
                ports.bean(AccessStore.class),
                new AnswerRecorder(ports.bean(EntryStore.class), ports.bean(Salts.class)),
                revokers(),
                found.settings(),
                clock);
    }

    public Escalation escalation(Answers found) {
        return new Escalation(
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                ports.bean(SendStore.class),
                ports.bean(CampaignStore.class),
                asking().orElseThrow(),
                found.delays(),
                settle(found),
                channels.inOrder(),
                channels.settings(),
                ProviderNames.standard(),
                clock);
    }

    public ReviewNotices notices(Answers found) {
        return new ReviewNotices(
                ports.bean(SendStore.class), channels.inOrder(), channels.settings(), found.links(), clock);
    }

    /** Leads to where access is taken away. */
    public Revokers revokers() {
        Switchboard switchboard = ports.bean(Switchboard.class);
        RevocationStore records = ports.bean(RevocationStore.class);
        LaterListing listings = listings();
        return (tenant, connection) -> switchboard
                .connect(tenant, connection)
                .flatMap(wired -> wired.connector()
                        .revoker()
                        .map(revoker ->
                                new RevokeAccess(revoker, wired.session(), records, listings, clock, Patience.NONE)));
    }

    /** Tells whether what a provider said to be gone has been looked for since. */
    public LaterListing listings() {
        return new CompleteSweeps(ports.bean(SweepStore.class))::isCompleteSince;
    }
}
