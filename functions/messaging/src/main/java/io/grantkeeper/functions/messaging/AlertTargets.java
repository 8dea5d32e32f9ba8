package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.outbound.OutboundHttpClients;
import io.grantkeeper.targets.AlertTarget;
import io.grantkeeper.targets.AlertTargetRoute;
import io.grantkeeper.targets.http.AlertTargetHttpClient;
import io.grantkeeper.targets.inbound.JiraWebhook;
import io.grantkeeper.targets.inbound.PagerDutyWebhook;
import io.grantkeeper.targets.inbound.StandardTicketWebhook;
import io.grantkeeper.targets.inbound.TicketWebhook;
import io.grantkeeper.targets.jira.JiraTarget;
import io.grantkeeper.targets.pagerduty.PagerDutyTarget;
import io.grantkeeper.targets.servicenow.ServiceNowTarget;
import io.grantkeeper.targets.teams.TeamsTarget;
import io.grantkeeper.targets.webhook.StandardWebhookTarget;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The configured ticket and chat systems.
 *
 * @param routes the targets and what each of them receives
 * @param webhooks the verifiers of the webhooks that targets send
 */
public record AlertTargets(List<AlertTargetRoute> routes, List<TicketWebhook> webhooks) {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    public AlertTargets {
        routes = List.copyOf(routes);
        webhooks = List.copyOf(webhooks);
    }

    public static AlertTargets none() {
        return new AlertTargets(List.of(), List.of());
    }

    /**
     * Builds the configured targets without making any calls.
     *
     * @param secrets finds a credential by its reference, when the credential is used
     */
    static AlertTargets of(
            List<AlertTargetConfig> targets, Severity least, Function<String, Secret> secrets, Clock clock) {
        if (targets.isEmpty()) {
            return none();
        }
        HttpClient http = OutboundHttpClients.client(CONNECT).build();
        return new AlertTargets(
                targets.stream()
                        .map(target -> new AlertTargetRoute(
                                target(target, http, secrets, clock),
                                target.leastSeverity(least),
                                target.findingTypes()))
                        .toList(),
                webhooks(targets, secrets));
    }

    /** Builds only the verifiers of webhooks, for a function that has no credential to call a target. */
    static List<TicketWebhook> webhooks(List<AlertTargetConfig> targets, Function<String, Secret> secrets) {
        return targets.stream()
                .flatMap(target ->
                        target
                                .webhookSecret()
                                .flatMap(reference -> webhook(target, () -> secrets.apply(reference)))
                                .stream())
                .toList();
    }

    private static Optional<TicketWebhook> webhook(AlertTargetConfig target, Supplier<Secret> secret) {
        String id = target.id().orElseThrow();
        return switch (target.kind().orElseThrow()) {
            case "pagerduty" -> Optional.of(new PagerDutyWebhook(id, secret));
            case "jira" -> Optional.of(new JiraWebhook(id, secret));
            case "servicenow", "webhook" -> Optional.of(new StandardTicketWebhook(id, secret));
            default -> Optional.empty();
        };
    }

    private static AlertTarget target(
            AlertTargetConfig target, HttpClient http, Function<String, Secret> secrets, Clock clock) {
        String id = target.id().orElseThrow();
        return switch (target.kind().orElseThrow()) {
            case "teams" ->
                new TeamsTarget(
                        id,
                        () -> secrets.apply(target.url().orElseThrow()),
                        new AlertTargetHttpClient(http, "Microsoft Teams"));
            case "pagerduty" ->
                new PagerDutyTarget(
                        id,
                        pagerDuty(target),
                        () -> secrets.apply(target.routingKey().orElseThrow()),
                        new AlertTargetHttpClient(http, "PagerDuty"));
            case "jira" ->
                new JiraTarget(
                        new JiraTarget.Settings(
                                id,
                                directory(target.site().orElseThrow()),
                                target.user().orElseThrow(),
                                target.project().orElseThrow(),
                                target.issueType().orElse("Task"),
                                target.doneTransition(),
                                target.priorities().orElse(false)),
                        () -> secrets.apply(target.token().orElseThrow()),
                        new AlertTargetHttpClient(http, "Jira"));
            case "servicenow" ->
                new ServiceNowTarget(
                        new ServiceNowTarget.Settings(
                                id,
                                directory(target.instance().orElseThrow()),
                                target.user(),
                                target.assignmentGroup(),
                                target.closeCode().orElse("Solution provided")),
                        () -> secrets.apply(target.apiKey().or(target::password).orElseThrow()),
                        new AlertTargetHttpClient(http, "ServiceNow"));
            case "webhook" ->
                new StandardWebhookTarget(
                        id,
                        URI.create(target.url().orElseThrow()),
                        () -> keys(target, secrets),
                        new AlertTargetHttpClient(http, "the webhook"),
                        clock);
            default -> throw new IllegalArgumentException("the kind of the target '%s' is not known".formatted(id));
        };
    }

    private static List<Secret> keys(AlertTargetConfig target, Function<String, Secret> secrets) {
        List<Secret> keys = new ArrayList<>();
        keys.add(secrets.apply(target.secret().orElseThrow()));
        target.previousSecret().ifPresent(reference -> keys.add(secrets.apply(reference)));
        return keys;
    }

    private static URI pagerDuty(AlertTargetConfig target) {
        if (target.baseUrl().isPresent()) {
            return directory(target.baseUrl().get());
        }
        return target.region().filter("eu"::equals).isPresent() ? PagerDutyTarget.EU : PagerDutyTarget.US;
    }

    /** Returns a URL that ends with a slash, so that paths can be resolved against it. */
    private static URI directory(String url) {
        return URI.create(url.endsWith("/") ? url : url + "/");
    }
}
