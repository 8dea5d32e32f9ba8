package io.grantkeeper.local.demo;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.ResourceReach;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The page that says what each connector shows, and what it cannot. */
final class MatrixPage {
    private static final String NOTHING = "–";
    private final List<ProviderSurvey> surveys;
    private final StringBuilder page = new StringBuilder();

    private MatrixPage(List<ProviderSurvey> surveys) {
        this.surveys = surveys;
    }

    static String of(List<ProviderSurvey> surveys) {
        MatrixPage matrix = new MatrixPage(surveys);
        matrix.introduce();
        matrix.kinds();
        matrix.evidence();
        matrix.powers();
        matrix.revocations();
        matrix.streams();
        matrix.gaps();
        return matrix.page.toString().strip() + "\n";
    }

    private void introduce() {
        paragraph("# What each connector shows");
        paragraph(
                "Written by `scripts/approve functions/local-suite ConnectorMatrixIT`: every stream of every connector"
                        + " is read from the simulated company, and this page says what came of it. The test of that name fails"
                        + " where the page is stale. Each connector's own page has the details.");
    }

    private void kinds() {
        paragraph("## Kinds of identities");
        paragraph("In the providers' own forms; " + NOTHING + " where the provider has none that its API shows.");
        table("kind", Arrays.asList(IdentityKind.values()), IdentityKind::words, (survey, kind) -> {
            Set<String> forms = survey.forms(kind.code());
            return forms.isEmpty() ? NOTHING : String.join(", ", forms);
        });
    }

    /** One line of the table of evidence. */
    private record Fact(String name, Function<ProviderSurvey, String> shown) {}

    private void evidence() {
        paragraph("## Evidence");
        paragraph(
                "*all*: every row of a listing has it. *some*: some rows do. *no*: none does; such a fact stays"
                        + " unknown, and unknown is never taken for \"no\". *+ log*, *+ use*: logs or usage reports tell it as well.");
        List<Fact> facts = List.of(
                new Fact(
                        "identity: made when",
                        survey -> share(survey.identities(), i -> i.created().isKnown())),
                new Fact(
                        "identity: publisher",
                        survey -> share(survey.identities(), i -> i.publisher().isKnown())),
                new Fact("identity: who may own it", survey -> share(survey.identities(), MatrixPage::hasClue)),
                new Fact(
                        "grant: scopes",
                        survey ->
                                share(survey.grants(), grant -> !grant.scopes().isEmpty())),
                new Fact("grant: over how much", survey -> share(survey.grants(), MatrixPage::hasReach)),
                new Fact(
                        "grant: by whom",
                        survey -> share(
                                        survey.grants(),
                                        grant -> grant.grantedBy().isKnown())
                                + log(survey, MatrixPage::tellsWhoGave)),
                new Fact(
                        "grant: when",
                        survey -> share(
                                        survey.grants(),
                                        grant -> grant.grantedAt().isKnown())
                                + log(survey, MatrixPage::tellsOfGift)),
                new Fact(
                        "grant: last used",
                        survey ->
                                share(survey.grants(), grant -> grant.lastUsed().isKnown()) + usage(survey)),
                new Fact(
                        "grant: ends when",
                        survey ->
                                share(survey.grants(), grant -> grant.expires().isKnown())),
                credential("made when", credential -> credential.created().isKnown()),
                credential("ends when", credential -> credential.expires().isKnown()),
                credential("last used", credential -> credential.lastUsed().isKnown()),
                credential(
                        "last rotated", credential -> credential.lastRotated().isKnown()),
                new Fact("person: active or left", survey -> people(survey)),
                new Fact("calls made", survey -> calls(survey)));
        table("fact", facts, Fact::name, (survey, fact) -> fact.shown().apply(survey));
    }

    private static Fact credential(String name, Predicate<Credential> known) {
        return new Fact("credential: " + name, survey -> share(survey.credentials(), known));
    }

    private static boolean hasClue(NonHumanIdentity identity) {
        return !identity.ownerClues().isEmpty();
    }

    private static boolean hasReach(Grant grant) {
        return grant.reach() != ResourceReach.UNKNOWN;
    }

    private static boolean tellsOfGift(AccessEvent event) {
        return event.type() == AccessEventType.GRANT_GIVEN && event.about().isKnown();
    }

    private static boolean tellsWhoGave(AccessEvent event) {
        return tellsOfGift(event) && event.actor().isKnown();
    }

    private static <T> String share(List<T> rows, Predicate<T> known) {
        long count = rows.stream().filter(known).count();
        if (rows.isEmpty()) {
            return NOTHING;
        }
        return count == 0 ? "no" : count == rows.size() ? "all" : "some";
    }

    private static String log(ProviderSurvey survey, Predicate<AccessEvent> tells) {
        return events(survey).stream().anyMatch(tells) ? " + log" : "";
    }

    private static String usage(ProviderSurvey survey) {
        return survey.of(Observation.UsageObserved.class).findAny().isPresent() ? " + use" : "";
    }

    private static String calls(ProviderSurvey survey) {
        return survey.of(Observation.UsageObserved.class)
                        .anyMatch(row -> !row.usage().calls().isEmpty())
                ? "some"
                : "no";
    }

    private static String people(ProviderSurvey survey) {
        return share(
                survey.of(Observation.PersonObserved.class).toList(),
                row -> row.person().employment() != Employment.UNKNOWN);
    }

    private static List<AccessEvent> events(ProviderSurvey survey) {
        return survey.of(Observation.EventObserved.class)
                .map(Observation.EventObserved::event)
                .toList();
    }

    private void powers() {
        paragraph("## Hearing and acting");
        List<Fact> facts = List.of(
                new Fact("webhooks", survey -> yes(survey.connector().webhooks().isPresent())),
                new Fact(
                        "push channel that is renewed",
                        survey -> yes(survey.connector().pushChannel().isPresent())),
                new Fact("revoking", survey -> yes(survey.connector().revoker().isPresent())));
        table("", facts, Fact::name, (survey, fact) -> fact.shown().apply(survey));
    }

    private static String yes(boolean is) {
        return is ? "yes" : NOTHING;
    }

    private void revocations() {
        paragraph("## Revoking");
        head("provider", "what", "by API");
        for (ProviderSurvey survey : surveys) {
            survey.revocations().forEach((what, way) -> row(survey.name(), what, way));
        }
        page.append('\n');
    }

    private void streams() {
        paragraph("## Streams, and the least that reading them needs");
        head("provider", "stream", "is", "needs");
        for (ProviderSurvey survey : surveys) {
            for (AccessStream stream : survey.connector().streams()) {
                row(
                        survey.name(),
                        stream.title(),
                        stream.nature() == StreamNature.LISTING ? "listing" : "log",
                        needs(stream));
            }
        }
        page.append('\n');
    }

    private static String needs(AccessStream stream) {
        return stream.requiredScopes().isEmpty()
                ? NOTHING
                : new TreeSet<>(stream.requiredScopes())
                        .stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }

    private void gaps() {
        paragraph("## What providers cannot show");
        head("provider", "what", "why", "what narrows it");
        for (ProviderSurvey survey : surveys) {
            survey.connector()
                    .profile()
                    .gaps()
                    .forEach(gap -> row(
                            survey.name(),
                            gap.subject(),
                            gap.reason(),
                            gap.workaround().isEmpty() ? NOTHING : gap.workaround()));
        }
        page.append('\n');
    }

    /** What stands in one cell. */
    @FunctionalInterface
    private interface Cell<T> {
        String of(ProviderSurvey survey, T line);
    }

    private <T> void table(String title, List<T> lines, Function<T, String> name, Cell<T> cell) {
        List<String> head = new ArrayList<>(List.of(title));
        surveys.forEach(survey -> head.add(survey.name()));
        head(head.toArray(String[]::new));
        for (T line : lines) {
            List<String> cells = new ArrayList<>(List.of(name.apply(line)));
            surveys.forEach(survey -> cells.add(cell.of(survey, line)));
            row(cells.toArray(String[]::new));
        }
        page.append('\n');
    }

    private void head(String... cells) {
        row(cells);
        page.append("|---".repeat(cells.length)).append("|\n");
    }

    private void row(String... cells) {
        page.append("| ");
        page.append(Arrays.stream(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ")));
        page.append(" |\n");
    }

    private void paragraph(String text) {
        page.append(text).append("\n\n");
    }
}
