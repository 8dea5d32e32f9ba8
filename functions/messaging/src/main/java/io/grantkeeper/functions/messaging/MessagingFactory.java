package io.grantkeeper.functions.messaging;

import io.grantkeeper.aws.core.AwsClients;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.work.SweepCompletion;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AlertDeliveryStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.AnswerRecorder;
import io.grantkeeper.owners.alerts.AlertChannel;
import io.grantkeeper.owners.alerts.AlertGate;
import io.grantkeeper.owners.alerts.AlertQuestion;
import io.grantkeeper.owners.alerts.EscalateQuestions;
import io.grantkeeper.owners.alerts.EscalationPath;
import io.grantkeeper.owners.alerts.FirstSweepReport;
import io.grantkeeper.owners.alerts.ReviewNoticeSender;
import io.grantkeeper.owners.alerts.SendOwnerAlerts;
import io.grantkeeper.owners.alerts.SendWithheldAlerts;
import io.grantkeeper.owners.alerts.WeeklySummary;
import io.grantkeeper.owners.answers.ApplyAnswer;
import io.grantkeeper.owners.answers.RevokerProvider;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.owners.revocation.CompleteListingCheck;
import io.grantkeeper.owners.revocation.RateLimitWait;
import io.grantkeeper.owners.revocation.RevokeAccess;
import io.grantkeeper.targets.SyncTickets;
import io.grantkeeper.targets.ticket.TicketStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistry;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** Builds the objects that functions need to communicate with people. */
public final class MessagingFactory {
    private final BeanRegistry.SupplierContext ports;
    private final Clock clock;
    private final AlertChannelFactory channels;
    private final Optional<AnswersConfig> answers;

    public MessagingFactory(BeanRegistry.SupplierContext ports) {
        this.ports = ports;
        this.clock = ports.bean(Clock.class);
        this.channels = ports.beanProvider(AlertChannelFactory.class)
                .getIfAvailable(() ->
                        AlertChannelFactory.of(AnswerServiceFactory.configured(ports), this::secret, this::ses, clock));
        this.answers = new AnswerServiceFactory(ports, this::secret).answers();
    }

    private SesV2Client ses() {
        return ports.bean(AwsClients.class).client(SesV2Client.builder(), "GRANTKEEPER_SES_ENDPOINT");
    }

    private io.grantkeeper.identity.Secret secret(String reference) {
        return ports.bean(SecretResolver.class).resolve("alerts", reference);
    }

    public AlertChannelFactory channels() {
        return channels;
    }

    /** Returns the answer settings; empty if answers are not configured. */
    public Optional<AnswersConfig> answers() {
        return answers;
    }

    /**
     * Returns the use case that turns an alert into a question by adding the possible answers; empty if answers are not
     * configured.
     */
    public Optional<AlertQuestion> asking() {
        return answers.map(found -> new AlertQuestion(
                ports.bean(QuestionStore.class),
                found.links(),
                found.slackSigning().isPresent(),
                found.settings(),
                ProviderDisplayNames.forAnswers()));
    }

    /**
     * Returns the use case that synchronizes tickets in other systems with findings; empty if no target is configured.
     */
    public Optional<SyncTickets> tickets() {
        return channels.targets().routes().isEmpty()
                ? Optional.empty()
                : Optional.of(new SyncTickets(
                        ports.bean(AccessStore.class),
                        ports.bean(FindingStore.class),
                        ports.bean(TicketStore.class),
                        channels.targets().routes(),
                        ProviderDisplayNames.standard(),
                        new SyncTickets.Settings(
                                channels.settings().lease(), channels.settings().giveUpAfter()),
                        clock));
    }

    /** Returns the use case that alerts owners about new findings. */
    public SendOwnerAlerts alerting() {
        return alerting(channels.inOrder());
    }

    /** Returns the use case that alerts owners about new findings, through channels that the caller provides. */
    public SendOwnerAlerts alerting(List<AlertChannel> through) {
        return new SendOwnerAlerts(
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                ports.bean(AlertDeliveryStore.class),
                through,
                ProviderDisplayNames.standard(),
                channels.settings(),
                asking(),
                Optional.of(gate()),
                clock);
    }

    private AlertGate gate() {
        return new AlertGate(
                ports.bean(WithheldAlertStore.class),
                ports.bean(SweepStore.class),
                channels.settings().pacing());
    }

    /** Returns the use case that sends summaries, and alerts that were withheld for a reason that no longer applies. */
    public SendWithheldAlerts withheld() {
        WithheldAlertStore store = ports.bean(WithheldAlertStore.class);
        AlertDeliveryStore sends = ports.bean(AlertDeliveryStore.class);
        return new SendWithheldAlerts(
                alerting(),
                gate(),
                new FirstSweepReport(
                        ports.bean(AccessStore.class),
                        ports.bean(SweepStore.class),
                        sends,
                        store,
                        channels.inOrder(),
                        channels.settings(),
                        ProviderDisplayNames.standard(),
                        clock),
                new WeeklySummary(
                        ports.bean(AccessStore.class),
                        ports.bean(FindingStore.class),
                        ports.bean(QuestionStore.class),
                        sends,
                        store,
                        channels.inOrder(),
                        channels.settings(),
                        clock),
                clock);
    }

    public EscalationPath path() {
        return new EscalationPath(
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                channels.settings().securityTeam(),
                clock);
    }

    public ApplyAnswer settle(AnswersConfig found) {
        return new ApplyAnswer(
                ports.bean(QuestionStore.class),
                ports.bean(FindingStore.class),
                ports.bean(AccessStore.class),
                new AnswerRecorder(ports.bean(PendingEntryStore.class), ports.bean(SaltStore.class)),
                new RecordApproval(
                        ports.bean(ApprovalOfRecordStore.class),
                        ports.bean(AccessStore.class),
                        ports.bean(IdentityAliasStore.class),
                        ports.bean(FindingStore.class),
                        clock),
                revokers(),
                found.settings(),
                ProviderDisplayNames.forAnswers(),
                clock);
    }

    public EscalateQuestions escalation(AnswersConfig found) {
        return new EscalateQuestions(
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                ports.bean(AlertDeliveryStore.class),
                ports.bean(CampaignStore.class),
                asking().orElseThrow(),
                found.delays(),
                settle(found),
                channels.inOrder(),
                channels.settings(),
                ProviderDisplayNames.standard(),
                clock);
    }

    public ReviewNoticeSender notices(AnswersConfig found) {
        return new ReviewNoticeSender(
                ports.bean(AlertDeliveryStore.class), channels.inOrder(), channels.settings(), found.links(), clock);
    }

    /** Returns a function that provides the use case {@code RevokeAccess} for a connection. */
    public RevokerProvider revokers() {
        ConnectionLookup connections = ports.bean(ConnectionLookup.class);
        RevocationStore records = ports.bean(RevocationStore.class);
        CompleteListingCheck listings = listings();
        return (tenant, connection) -> connections
                .connect(tenant, connection)
                .flatMap(provider -> provider.connector()
                        .revoker()
                        .map(revoker -> new RevokeAccess(
                                revoker, provider.session(), records, listings, clock, RateLimitWait.NONE)));
    }

    /**
     * Returns a function that checks whether all listings of a connection have been read completely since a given time.
     */
    public CompleteListingCheck listings() {
        return new SweepCompletion(ports.bean(SweepStore.class))::isCompleteSince;
    }
}
