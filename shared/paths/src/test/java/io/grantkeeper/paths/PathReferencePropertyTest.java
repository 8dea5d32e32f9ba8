package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks that {@code explain path} gives the same answers as {@link ReferenceSolver} on random small tenants. */
class PathReferencePropertyTest {
    private static final List<String> PROVIDERS = List.of("github", "microsoft", "google", "aws");
    private static final Map<String, List<String>> PERMISSIONS = Map.of(
            "github", List.of("contents:write", "contents:read", "metadata:read", "members:write"),
            "microsoft",
                    List.of(
                            "KeyVault:secrets/get",
                            "role:Helpdesk Administrator",
                            "Group.ReadWrite.All",
                            "RoleManagement.ReadWrite.Directory"),
            "google", List.of("gmail.readonly", "drive", "drive.file", "admin.directory.user"),
            "aws", List.of("s3:GetObject", "iam:ListUsers", "PowerUserAccess", "AdministratorAccess"));
    private static final List<String> SIGN_IN = List.of("password", "mfa", "sso", "password", "phishing-resistant");

    /** Picks values from the numbers that jqwik generates, so that jqwik can shrink the choices. */
    private static final class Choices {
        private final List<Integer> numbers;
        private int at;

        Choices(List<Integer> numbers) {
            this.numbers = numbers;
        }

        int below(int bound) {
            return numbers.get(at++ % numbers.size()) % bound;
        }

        boolean oneIn(int bound) {
            return below(bound) == bound - 1;
        }

        <T> T of(List<T> values) {
            return values.get(below(values.size()));
        }
    }

    @Provide
    Arbitrary<List<Integer>> numbers() {
        return Arbitraries.integers().between(0, 9_999).list().ofSize(211);
    }

    private static CompanyJson company(Choices choices) {
        CompanyJson company = new CompanyJson();
        int people = 1 + choices.below(4);
        int identities = 3 + choices.below(6);
        for (int i = 0; i < people; i++) {
            ObjectNode person = company.person("p" + i, "mfa", "okta", "github", "google", "microsoft");
            ObjectNode ways = (ObjectNode) person.get("signIn");
            ways.put("okta", choices.of(List.of("password", "mfa")));
            for (String provider : List.of("github", "google", "microsoft")) {
                ways.put(provider, choices.of(SIGN_IN));
            }
            if (choices.oneIn(2)) {
                person.put("mailbox", "google");
            }
            if (choices.oneIn(4)) {
                CompanyJson.role(
                        person,
                        choices.of(List.of("okta:SUPER_ADMIN", "github:owner", "microsoft:Groups Administrator")));
            }
            if (choices.oneIn(6)) {
                person.put("status", "suspended");
            }
        }
        List<String> places = new ArrayList<>(
                List.of("github:r0", "github:r1", "github:r0/file", "microsoft:v0", "google:drive/p0", "aws:s0"));
        for (int i = 0; i < identities; i++) {
            String provider = choices.of(PROVIDERS);
            // The last permission of each provider controls it, so it is rare.
            List<String> all = PERMISSIONS.get(provider);
            String permission = all.get(choices.oneIn(3) ? 3 : choices.below(3));
            boolean delegated = !provider.equals("aws") && !permission.startsWith("role:") && choices.oneIn(3);
            ObjectNode identity = company.identity(
                    "i" + i,
                    provider,
                    "app",
                    delegated ? "person:p" + choices.below(people + 1) : "tenant",
                    permission);
            if (choices.oneIn(2) && (provider.equals("github") || permission.startsWith("KeyVault"))) {
                CompanyJson.grant(identity).putArray("reach").add(provider.equals("github") ? "r0" : "v0");
            }
            if (choices.oneIn(8)) {
                CompanyJson.grant(identity).put("expiresAt", "2025-01-01");
            }
            if (choices.oneIn(9)) {
                identity.put("status", "revoked");
            }
            if (choices.oneIn(3)) {
                CompanyJson.owner(
                        identity, choices.oneIn(2) ? "p" + choices.below(people) : "i" + choices.below(identities));
            }
            if (choices.oneIn(2)) {
                ObjectNode key = CompanyJson.credential(identity, "k" + i, choices.of(places));
                if (choices.oneIn(6)) {
                    key.put("status", "revoked");
                }
            }
        }
        for (int i = choices.below(4); i > 0; i--) {
            String from = choices.of(List.of("github:r0", "okta:app", "i0", "i1", "i2", "person:p0"));
            company.trust(from, choices.oneIn(5) ? "person:p0" : "i" + choices.below(identities));
        }
        return company;
    }

    @Property(seed = "61", tries = 1_000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void answersMatchBruteForce(@ForAll("numbers") List<Integer> numbers) {
        CompanyJson company = company(new Choices(numbers));
        JsonNode answer = company.answer();
        ReferenceSolver reference = new ReferenceSolver(company.root);

        assertThat(new HashSet<>(CompanyJson.strings(answer.get("tierZero")))).isEqualTo(reference.tierZero());
        Map<String, Integer> distances = reference.distances("");
        assertThat(CompanyJson.paths(answer).keySet())
                .as(answer + " to " + company.root)
                .isEqualTo(distances.keySet());
        for (JsonNode one : answer.get("reaching")) {
            List<String> names = new ArrayList<>(List.of(one.get("id").asString()));
            one.get("steps").forEach(step -> names.add(step.get("to").asString()));
            assertThat(reference.connects(names))
                    .as(names + " in " + company.root)
                    .isTrue();
            long becomes = names.stream()
                    .skip(1)
                    .filter(name -> name.startsWith("person:") || name.matches("i\\d"))
                    .count();
            assertThat(becomes)
                    .as(names + " in " + company.root)
                    .isEqualTo(distances.get(names.getFirst()).longValue());
        }
        assertThat(new HashSet<>(CompanyJson.strings(answer.get("chokePoints"))))
                .as(company.root.toString())
                .isEqualTo(reference.chokePoints());
        Statistics.label("reaching identities")
                .collect(Math.min(3, distances.size()))
                .coverage(coverage -> coverage.check(3).percentage(share -> share > 1));
        Statistics.label("choke points")
                .collect(!answer.get("chokePoints").isEmpty())
                .coverage(coverage -> coverage.check(true).percentage(share -> share > 5));
    }
}
