package io.grantkeeper.functions.messaging;

import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.text.SpellingSuggestion;
import io.grantkeeper.targets.AlertTargetRoute;
import io.grantkeeper.targets.http.AlertTargetUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The settings of one ticket or chat system, from the configuration's member {@code alerts.targets}. Which members
 * apply depends on the kind. Credentials are references.
 *
 * @param id names the target in tickets, in the ledger and in the path of its webhooks
 * @param kind {@code teams}, {@code pagerduty}, {@code jira}, {@code servicenow} or {@code webhook}
 * @param least the lowest severity that the target receives; {@code alerts.least} by default
 * @param types the types of findings that the target receives; all by default
 * @param url for {@code webhook}, the address; for {@code teams}, a reference to it, because it is a secret
 * @param routingKey a reference to PagerDuty's integration key
 * @param region {@code us} or {@code eu}: where PagerDuty stores the account
 * @param site the address of a Jira site
 * @param instance the address of a ServiceNow instance
 * @param token a reference to the API token of a Jira account
 * @param password a reference to the password of a ServiceNow user
 * @param apiKey a reference to a ServiceNow API key, instead of a user and password
 * @param secret a reference to the key that signs the messages of a generic webhook
 * @param previousSecret a reference to an older key with which the messages are signed in addition to {@code secret}
 * @param webhookSecret a reference to the key with which the target signs its own webhooks; without it, nothing that
 *     happens in the target is recorded
 * @param baseUrl the address of a test double, in place of PagerDuty's
 */
public record AlertTargetConfig(
        Optional<String> id,
        Optional<String> kind,
        Optional<String> least,
        Optional<List<String>> types,
        Optional<String> url,
        Optional<String> routingKey,
        Optional<String> region,
        Optional<String> site,
        Optional<String> project,
        Optional<String> issueType,
        Optional<String> doneTransition,
        Optional<Boolean> priorities,
        Optional<String> instance,
        Optional<String> assignmentGroup,
        Optional<String> closeCode,
        Optional<String> user,
        Optional<String> token,
        Optional<String> password,
        Optional<String> apiKey,
        Optional<String> secret,
        Optional<String> previousSecret,
        Optional<String> webhookSecret,
        Optional<String> baseUrl) {
    private static final List<String> KINDS = List.of("teams", "pagerduty", "jira", "servicenow", "webhook");
    private static final List<String> TYPES =
            Arrays.stream(FindingType.values()).map(AlertTargetRoute::code).toList();
    private static final String REFERENCE = "(env|file|secretsmanager):\\S+";

    /** Returns the errors in the configured targets, as one clause each. */
    static List<String> mistakes(List<AlertTargetConfig> targets, List<String> severities) {
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            AlertTargetConfig target = targets.get(i);
            String place = "targets[%d]".formatted(i);
            target.collectMistakes(place, severities, errors);
            boolean repeated = target.id().isPresent()
                    && targets.subList(0, i).stream()
                            .anyMatch(other -> other.id().equals(target.id()));
            if (repeated) {
                errors.add("'%s.id' is the id of another target".formatted(place));
            }
        }
        return errors;
    }

    private void collectMistakes(String place, List<String> severities, List<String> errors) {
        if (id.filter(text -> text.matches("[a-z0-9][a-z0-9-]{0,39}")).isEmpty()) {
            errors.add("'%s.id' must be a name of lowercase letters, digits and hyphens, for example security-jira"
                    .formatted(place));
        }
        least.filter(name -> !severities.contains(name.toLowerCase(Locale.ROOT)))
                .ifPresent(name -> errors.add("'%s.least' is '%s', but must be low, medium, high or critical%s"
                        .formatted(place, name, SpellingSuggestion.appended(name, severities))));
        types.orElse(List.of()).stream()
                .filter(name -> !TYPES.contains(name))
                .forEach(name -> errors.add("'%s.types' contains '%s', which is not a type of finding%s"
                        .formatted(place, name, SpellingSuggestion.appended(name, TYPES))));
        String known = kind.orElse("");
        switch (known) {
            case "teams" -> requireReference(place, "url", url, "env:TEAMS_URL", errors);
            case "pagerduty" -> {
                requireReference(place, "routingKey", routingKey, "env:PAGERDUTY_ROUTING_KEY", errors);
                if (region.isPresent() && !List.of("us", "eu").contains(region.get())) {
                    errors.add("'%s.region' must be us or eu".formatted(place));
                }
                baseUrl.flatMap(AlertTargetUrl::problem)
                        .ifPresent(problem -> errors.add("'%s.baseUrl' %s".formatted(place, problem)));
            }
            case "jira" -> {
                requireUrl(place, "site", site, "https://acme.atlassian.net", errors);
                if (project.filter(key -> key.matches("[A-Z][A-Z0-9_]{0,30}")).isEmpty()) {
                    errors.add("'%s.project' must be the key of a Jira project, for example SEC".formatted(place));
                }
                if (user.filter(name -> name.matches("[^:\\s]+")).isEmpty()) {
                    errors.add("'%s.user' must be the email address of the Jira account".formatted(place));
                }
                requireReference(place, "token", token, "env:JIRA_TOKEN", errors);
            }
            case "servicenow" -> {
                requireUrl(place, "instance", instance, "https://acme.service-now.com", errors);
                if (user.isPresent() == apiKey.isPresent()) {
                    errors.add("'%s' needs either 'user' and 'password', or 'apiKey'".formatted(place));
                } else if (user.isPresent()) {
                    requireReference(place, "password", password, "env:SERVICENOW_PASSWORD", errors);
                } else {
                    requireReference(place, "apiKey", apiKey, "env:SERVICENOW_API_KEY", errors);
                }
            }
            case "webhook" -> {
                requireUrl(place, "url", url, "https://soar.example.com/grantkeeper", errors);
                requireReference(place, "secret", secret, "env:WEBHOOK_SECRET", errors);
            }
            default ->
                errors.add("'%s.kind' must be teams, pagerduty, jira, servicenow or webhook%s"
                        .formatted(place, SpellingSuggestion.appended(known, KINDS)));
        }
        if (known.equals("teams") && webhookSecret.isPresent()) {
            errors.add("'%s.webhookSecret' cannot be set for Teams, which sends no webhooks".formatted(place));
        }
        references().forEach((member, reference) -> {
            if (!reference.matches(REFERENCE)) {
                errors.add(mistakenReference(place, member, "env:NAME"));
            }
        });
    }

    /** Returns the references to credentials that are set, by the name of their member. */
    public Map<String, String> references() {
        Map<String, String> references = new TreeMap<>(sendingReferences());
        webhookSecret.ifPresent(reference -> references.put("webhookSecret", reference));
        return references;
    }

    /** Returns the references to credentials with which Grantkeeper calls the target, by the name of their member. */
    public Map<String, String> sendingReferences() {
        Map<String, String> references = new TreeMap<>();
        if (kind.filter("teams"::equals).isPresent()) {
            url.ifPresent(reference -> references.put("url", reference));
        }
        routingKey.ifPresent(reference -> references.put("routingKey", reference));
        token.ifPresent(reference -> references.put("token", reference));
        password.ifPresent(reference -> references.put("password", reference));
        apiKey.ifPresent(reference -> references.put("apiKey", reference));
        secret.ifPresent(reference -> references.put("secret", reference));
        previousSecret.ifPresent(reference -> references.put("previousSecret", reference));
        return references;
    }

    private static void requireReference(
            String place, String member, Optional<String> value, String example, List<String> errors) {
        if (value.isEmpty()) {
            errors.add(mistakenReference(place, member, example));
        }
    }

    /** Describes an invalid reference without its value, because it may be the secret itself. */
    private static String mistakenReference(String place, String member, String example) {
        return "'%s.%s' must be a reference to a credential, for example %s".formatted(place, member, example);
    }

    private static void requireUrl(
            String place, String member, Optional<String> value, String example, List<String> errors) {
        Optional<String> problem = value.isEmpty() ? Optional.of("is missing") : value.flatMap(AlertTargetUrl::problem);
        problem.ifPresent(
                what -> errors.add("'%s.%s' %s; set a URL such as %s".formatted(place, member, what, example)));
    }

    Severity leastSeverity(Severity standard) {
        return least.map(name -> Severity.valueOf(name.toUpperCase(Locale.ROOT)))
                .orElse(standard);
    }

    Set<FindingType> findingTypes() {
        Set<FindingType> found = EnumSet.noneOf(FindingType.class);
        for (FindingType type : FindingType.values()) {
            if (types.orElse(List.of()).contains(AlertTargetRoute.code(type))) {
                found.add(type);
            }
        }
        return found;
    }
}
