package io.grantkeeper.demo;

import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.basis.BasisText;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.owners.alerts.EmployeeText;
import io.grantkeeper.owners.answers.AnswerTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the stored fact that a sentence states: a finding, an identity, or a row of the table of answers. */
final class DemoFacts {
    /**
     * The minimum length of a stored text, in characters, for the comparison with sentences. Shorter texts also occur
     * in sentences about other things.
     */
    private static final int SHORTEST = 8;

    /**
     * A stored fact.
     *
     * @param words the stored text as messages write it
     * @param where where it is stored
     */
    private record Fact(String words, String where) {}

    private final List<Fact> facts = new ArrayList<>();

    DemoFacts(DemoReport report) {
        Map<String, IdentitySummary> identities = report.identities().stream()
                .collect(Collectors.toMap(identity -> identity.id().toString(), identity -> identity));
        for (Finding finding : report.findings()) {
            String where = "finding %s of %s".formatted(finding.key(), finding.identity());
            IdentitySummary identity = identities.get(finding.identity().toString());
            Stream.of(
                            Stream.of(finding.headline(), finding.advice()),
                            finding.reasonsForTeam().stream(),
                            finding.basis().stream()
                                    .map(basis -> BasisText.forOwner(
                                            basis, identity == null ? "" : name(identity.provider()))),
                            finding.before().stream(),
                            finding.after().stream())
                    .flatMap(texts -> texts)
                    .forEach(text -> add(text, where));
        }
        for (IdentitySummary identity : report.identities()) {
            String where = "identity " + identity.id();
            Stream.of(
                            Stream.of(identity.usageSentence()),
                            identity.reaches().stream(),
                            identity.owners().stream().flatMap(owner -> owner.evidence().stream()),
                            Stream.of(identity.displayName().text()))
                    .flatMap(texts -> texts)
                    .forEach(text -> add(text, where));
        }
    }

    private static String name(ProviderId provider) {
        return ConnectorRegistry.standard()
                .find(provider)
                .map(connector -> connector.definition().displayName())
                .orElseGet(provider::value);
    }

    private void add(String text, String where) {
        Stream.of(text, EmployeeText.aboutOthers(text))
                .map(DemoFacts::plain)
                .distinct()
                .filter(words -> words.length() >= SHORTEST)
                .forEach(words -> facts.add(new Fact(words, where)));
    }

    /** Returns where a sentence comes from; empty if the sentence is the same for every finding and identity. */
    Optional<String> behind(String sentence) {
        String words = plain(sentence);
        if (AnswerTable.states(sentence.replace("*", "").replaceFirst("^• ", ""))) {
            return Optional.of("table of answers");
        }
        return facts.stream()
                .filter(fact -> words.contains(fact.words())
                        || (words.length() >= SHORTEST && fact.words().contains(words)))
                .findFirst()
                .map(Fact::where);
    }

    private static String plain(String text) {
        String words = EmployeeText.dates(text)
                .replace("*", "")
                .replaceFirst("^[•-] ", "")
                .strip();
        return (words.endsWith(".") ? words.substring(0, words.length() - 1) : words).toLowerCase(Locale.ROOT);
    }
}
