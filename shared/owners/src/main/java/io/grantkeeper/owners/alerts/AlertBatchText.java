package io.grantkeeper.owners.alerts;

import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.alert.AlertBatch;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Writes one message about several identities: a line for each, and a page for each answer. */
final class AlertBatchText {
    private static final int MAX_LABEL = 70;

    private final SendOwnerAlerts alerts;
    private final Instant now;

    /**
     * Creates a writer.
     *
     * @param now when the links to the answer pages start to be valid
     */
    AlertBatchText(SendOwnerAlerts alerts, Instant now) {
        this.alerts = alerts;
        this.now = now;
    }

    AlertMessage message(
            TenantId tenant, AlertRecipient recipient, AlertBatch.Kind kind, List<AlertBatches.Claimed> parts) {
        List<AlertBatches.Claimed> ordered = parts.stream()
                .sorted(Comparator.comparing(AlertBatchText::severity)
                        .reversed()
                        .thenComparing(part -> part.identity().displayName().text())
                        .thenComparing(part -> part.identity().id()))
                .toList();
        List<String> names = distinct(
                ordered.stream()
                        .map(part -> part.identity().displayName().text())
                        .toList(),
                at -> alerts.providerName(ordered.get(at).identity().provider()));
        List<AnswerChoice> choices = new ArrayList<>();
        alerts.asking()
                .ifPresent(ask -> ordered.forEach(part -> choices.add(choice(
                        choices.size() + 1,
                        names.get(choices.size()),
                        ask.links()
                                .answerPage(ask.links()
                                        .question(
                                                tenant,
                                                part.send().id(),
                                                recipient.email(),
                                                alerts.state(
                                                        tenant, part.identity().id()),
                                                Optional.empty(),
                                                now))))));
        return new AlertMessage(
                title(tenant, kind, ordered),
                "Apps and keys",
                severity(ordered.getFirst()),
                "Each of them needs its own decision.",
                List.of(),
                lines(ordered, names),
                "",
                List.of(),
                "",
                "What Grantkeeper found",
                choices);
    }

    static AnswerChoice choice(int number, String name, String page) {
        String label = "Decide: " + name;
        return new AnswerChoice(
                "decide-" + number,
                label.length() <= MAX_LABEL ? label : label.substring(0, MAX_LABEL - 1) + "…",
                AnswerChoice.Weight.PLAIN,
                Optional.empty(),
                page);
    }

    private String title(TenantId tenant, AlertBatch.Kind kind, List<AlertBatches.Claimed> parts) {
        List<Finding> all =
                parts.stream().flatMap(part -> part.findings().stream()).toList();
        Set<PersonId> leavers = all.stream()
                .filter(finding -> finding.type() == FindingType.OWNER_LEFT)
                .flatMap(finding -> finding.affected().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        boolean onlyLeaver =
                leavers.size() == 1 && all.stream().allMatch(finding -> finding.type() == FindingType.OWNER_LEFT);
        // What a person leaves behind has no name in common.
        boolean aboutPerson = all.stream()
                .anyMatch(finding ->
                        finding.type() == FindingType.OWNER_LEFT || finding.type() == FindingType.OWNER_LEAVING);
        return title(
                aboutPerson && !onlyLeaver ? AlertBatch.Kind.SUMMARY : kind,
                onlyLeaver
                        ? Optional.of(alerts.nameOf(tenant, leavers.iterator().next()))
                        : Optional.empty(),
                parts.getFirst().identity().displayName().text(),
                parts.size());
    }

    /**
     * Returns the title.
     *
     * @param leaver the person who left, if the message is only about that person
     * @param name the name of the first identity
     * @param parts the number of identities
     */
    static String title(AlertBatch.Kind kind, Optional<String> leaver, String name, int parts) {
        return switch (kind) {
            case SUBJECT ->
                leaver.map(person -> "%s left or cannot sign in, and %d apps and keys still have access"
                                .formatted(person, parts))
                        .orElseGet(() -> "%s needs a decision in %d places".formatted(name, parts));
            case SUMMARY -> "%d apps and keys need a decision".formatted(parts);
        };
    }

    /**
     * Returns names by which a reader can tell identities apart. A name that occurs several times is followed by its
     * provider, and also by a number if the provider is the same.
     *
     * @param provider returns the provider's name for a position in the list
     */
    static List<String> distinct(List<String> names, IntFunction<String> provider) {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            placed.add(Collections.frequency(names, name) == 1 ? name : "%s in %s".formatted(name, provider.apply(i)));
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < placed.size(); i++) {
            String name = placed.get(i);
            shown.add(
                    Collections.frequency(placed, name) == 1
                            ? name
                            : "%s (%d)".formatted(name, Collections.frequency(placed.subList(0, i + 1), name)));
        }
        return shown;
    }

    /**
     * Returns one line for each identity.
     *
     * @param names the names by which the answers refer to the identities
     */
    static List<String> lines(List<AlertBatches.Claimed> parts, List<String> names) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            AlertBatches.Claimed part = parts.get(i);
            lines.add("%s %s (%s)"
                    .formatted(
                            names.get(i),
                            part.findings().stream()
                                    .sorted(Comparator.comparing(Finding::severity)
                                            .reversed()
                                            .thenComparing(Finding::key))
                                    .map(Finding::headline)
                                    .distinct()
                                    .limit(3)
                                    .collect(Collectors.joining("; ")),
                            severity(part).name().toLowerCase(Locale.ROOT)));
        }
        return lines;
    }

    private static Severity severity(AlertBatches.Claimed part) {
        return part.findings().stream()
                .map(Finding::severity)
                .reduce(Severity::max)
                .orElse(part.identity().severity());
    }
}
