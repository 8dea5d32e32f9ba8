package io.grantkeeper.functions.messaging;

import io.grantkeeper.alerts.EscalationDelays;
import io.grantkeeper.answers.AnswerLinks;
import io.grantkeeper.answers.AnswerSettings;
import io.grantkeeper.answers.Tickets;
import io.grantkeeper.identity.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How people answer, as configured.
 *
 * @param slackSigning with which Slack signs clicks; empty where clicks are not heard
 * @param slackHosts the hosts at which Slack lets messages be updated
 */
public record Answers(
        AnswerLinks links,
        AnswerSettings settings,
        EscalationDelays delays,
        Optional<Supplier<Secret>> slackSigning,
        Set<String> slackHosts) {
    private static final Duration LINKS_ARE_GOOD_FOR = Duration.ofDays(30);
    /** Where Slack's response URLs lead. */
    private static final String SLACK_HOOKS = "hooks.slack.com";

    public Answers {
        slackHosts = Set.copyOf(slackHosts);
    }

    /**
     * Builds what is configured; empty where answers are not.
     *
     * @param secrets finds a credential by its reference
     */
    public static Optional<Answers> of(AlertsConfig config, Function<String, Secret> secrets) {
        return config.answers().map(answering -> {
            List<String> keys = new ArrayList<>();
            answering.key().ifPresent(keys::add);
            answering.previousKey().ifPresent(keys::add);
            Optional<String> signing = config.slack().flatMap(AlertsConfig.Slack::signingSecret);
            return new Answers(
                    new AnswerLinks(
                            URI.create(answering.url().orElseThrow()),
                            new Tickets(() -> keys.stream().map(secrets).toList()),
                            answering.linkDays().map(Duration::ofDays).orElse(LINKS_ARE_GOOD_FOR)),
                    settings(answering),
                    config.escalation().map(Answers::delays).orElseGet(EscalationDelays::standard),
                    signing.map(reference -> () -> secrets.apply(reference)),
                    config.slack()
                            .flatMap(AlertsConfig.Slack::baseUrl)
                            .map(base -> Set.of(URI.create(base).getHost()))
                            .orElse(Set.of(SLACK_HOOKS)));
        });
    }

    private static AnswerSettings settings(AlertsConfig.Answering answering) {
        AnswerSettings standard = AnswerSettings.standard();
        return new AnswerSettings(
                answering.keepDays().map(Duration::ofDays).orElse(standard.keepFor()),
                answering.reduceDays().map(Duration::ofDays).orElse(standard.reduceWithin()),
                answering.revokeDays().map(Duration::ofDays).orElse(standard.revokeWithin()));
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
