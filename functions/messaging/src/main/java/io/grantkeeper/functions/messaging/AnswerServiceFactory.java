package io.grantkeeper.functions.messaging;

import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.owners.alerts.AlertRecipient;
import io.grantkeeper.owners.alerts.EscalationPath;
import io.grantkeeper.owners.answers.AnswerAccessRequest;
import io.grantkeeper.owners.answers.SubmitAnswer;
import io.grantkeeper.policy.approval.AnswerAccessRequests;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.targets.inbound.RecordTicketEvent;
import io.grantkeeper.targets.inbound.TicketWebhook;
import io.grantkeeper.targets.ticket.TicketStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** Builds the objects that record people's answers. None of these objects calls a provider or a channel. */
public final class AnswerServiceFactory {
    private final BeanRegistry.SupplierContext ports;
    private final Clock clock;
    private final Function<String, Secret> secrets;
    private final Optional<AnswersConfig> answers;

    /**
     * Creates a factory.
     *
     * @param secrets resolves the reference to a credential when the credential is first used
     */
    public AnswerServiceFactory(BeanRegistry.SupplierContext ports, Function<String, Secret> secrets) {
        this.ports = ports;
        this.secrets = secrets;
        this.clock = ports.bean(Clock.class);
        this.answers = Optional.ofNullable(
                        ports.beanProvider(AnswersConfig.class).getIfAvailable())
                .or(() -> isConfigured(ports) ? AnswersConfig.of(configured(ports), secrets) : Optional.empty());
    }

    private static boolean isConfigured(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(ConnectionsConfig.class).stream()
                .anyMatch(config -> config.alerts().isPresent());
    }

    static AlertsConfig configured(BeanRegistry.SupplierContext ports) {
        return AlertsConfig.parse(
                ports.bean(ConnectionsConfig.class)
                        .alerts()
                        .orElseThrow(
                                () -> new IllegalStateException(
                                        "the configuration has no 'alerts'; add it with 'securityTeam', the recipient of messages that have no other recipient")));
    }

    /** Returns the verifiers of the targets' webhooks. They need no credential to call a target. */
    public List<TicketWebhook> ticketWebhooks() {
        AlertChannelFactory channels =
                ports.beanProvider(AlertChannelFactory.class).getIfAvailable();
        if (channels != null) {
            return channels.targets().webhooks();
        }
        return isConfigured(ports) ? AlertTargets.webhooks(configured(ports).allTargets(), secrets) : List.of();
    }

    public RecordTicketEvent ticketEvents() {
        return new RecordTicketEvent(ports.bean(TicketStore.class), clock);
    }

    /** Returns the answer settings; empty if answers are not configured. */
    public Optional<AnswersConfig> answers() {
        return answers;
    }

    /** Returns the address of the security team; empty if no alerts are configured. */
    public Optional<String> securityTeamEmail() {
        boolean known = ports.beanProvider(AlertChannelFactory.class).getIfAvailable() != null || isConfigured(ports);
        return known ? Optional.of(securityTeam().email()) : Optional.empty();
    }

    public SubmitAnswer give(AnswersConfig found) {
        return new SubmitAnswer(
                ports.bean(QuestionStore.class),
                ports.bean(AccessStore.class),
                new EscalationPath(
                        ports.bean(AccessStore.class), ports.bean(FindingStore.class), securityTeam(), clock),
                found.settings(),
                clock);
    }

    private AlertRecipient securityTeam() {
        AlertChannelFactory channels =
                ports.beanProvider(AlertChannelFactory.class).getIfAvailable();
        return channels == null
                ? configured(ports).fallbackRecipient()
                : channels.settings().securityTeam();
    }

    /** Builds the use case that records owners' answers to access requests. */
    public AnswerAccessRequest answerAccess() {
        ApprovalStore approvals = ports.bean(ApprovalStore.class);
        return new AnswerAccessRequest(
                ports.bean(QuestionStore.class),
                approvals,
                new AnswerAccessRequests(
                        approvals, ports.bean(PolicyStore.class), ports.bean(FindingStore.class), clock));
    }
}
