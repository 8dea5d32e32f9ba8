package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.owners.alerts.EscalationDelays;
import io.grantkeeper.owners.alerts.SenderContact;
import io.grantkeeper.owners.answers.AnswerLinkFactory;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.answers.TicketSigner;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The configured settings for people's answers.
 *
 * @param slackSigning the secret with which Slack signs the requests that it sends when a button is clicked; empty if
 *     clicks are not handled
 * @param slackHosts the hosts to which updates of Slack messages may be sent
 * @param sender the sender that pages name
 */
public record AnswersConfig(
        AnswerLinkFactory links,
        AnswerTimeouts settings,
        EscalationDelays delays,
        Optional<Supplier<Secret>> slackSigning,
        Set<String> slackHosts,
        Optional<SenderContact> sender) {
    private static final Duration LINK_LIFETIME = Duration.ofDays(30);
    /** The host of Slack's response URLs. */
    private static final String SLACK_HOOKS = "hooks.slack.com";

    public AnswersConfig {
        slackHosts = Set.copyOf(slackHosts);
    }

    /** Returns settings with the standard time limits, for installations in which people answer only through links. */
    public static AnswersConfig byLinks(AnswerLinkFactory links) {
        return new AnswersConfig(
                links,
                AnswerTimeouts.standard(),
                EscalationDelays.standard(),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    /**
     * Builds the configured settings. Returns empty if answers are not configured.
     *
     * @param secrets finds a credential by its reference
     */
    public static Optional<AnswersConfig> of(AlertsConfig config, Function<String, Secret> secrets) {
        return config.answers().map(answers -> {
            List<String> keys = new ArrayList<>();
            answers.key().ifPresent(keys::add);
            answers.previousKey().ifPresent(keys::add);
            Optional<String> signing = config.slack().flatMap(AlertsConfig.Slack::signingSecret);
            return new AnswersConfig(
                    new AnswerLinkFactory(
                            URI.create(answers.url().orElseThrow()),
                            new TicketSigner(() -> keys.stream().map(secrets).toList()),
                            answers.linkDays().map(Duration::ofDays).orElse(LINK_LIFETIME)),
                    settings(answers),
                    config.escalation().map(AnswersConfig::delays).orElseGet(EscalationDelays::standard),
                    signing.map(reference -> () -> secrets.apply(reference)),
                    config.slack()
                            .flatMap(AlertsConfig.Slack::baseUrl)
                            .map(base -> Set.of(URI.create(base).getHost()))
                            .orElse(Set.of(SLACK_HOOKS)),
                    Optional.of(config.sender()));
        });
    }

    private static AnswerTimeouts settings(AlertsConfig.Answering answers) {
        AnswerTimeouts standard = AnswerTimeouts.standard();
        return new AnswerTimeouts(
                answers.keepDays().map(Duration::ofDays).orElse(standard.keepFor()),
                answers.reduceDays().map(Duration::ofDays).orElse(standard.reduceWithin()),
                answers.revokeDays().map(Duration::ofDays).orElse(standard.revokeWithin()));
    }

    private static EscalationDelays delays(AlertsConfig.Escalating hours) {
        EscalationDelays standard = EscalationDelays.standard();
        return new EscalationDelays(
                hours.remindHours().map(Duration::ofHours).orElse(standard.remind()),
                hours.backupHours().map(Duration::ofHours).orElse(standard.backup()),
                hours.managerHours().map(Duration::ofHours).orElse(standard.manager()),
                hours.securityTeamHours().map(Duration::ofHours).orElse(standard.securityTeam()));
    }
}
