package io.grantkeeper.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Measures how well the breadth that Grantkeeper calculates agrees with Microsoft's privilege levels. The levels only
 * serve as a comparison; Grantkeeper's rules are not tuned to match them.
 */
class PrivilegeLevelAgreementTest {
    private record Rated(int ours, int theirs) {}

    @Test
    void rankCorrelationMatchesDocumentedValue() {
        List<Rated> rated = new ArrayList<>();
        int apart = 0;
        for (JsonNode row :
                LabeledPermissions.json("labels/msgraph-privilege-level.json").get("rows")) {
            String scheme = row.get("scheme").asString();
            JsonNode level = row.get("privilegeLevel");
            if (level == null || level.isNull() || scheme.equals("DelegatedPersonal")) {
                continue;
            }
            PermissionDescription description = PermissionVocabularies.standard()
                    .describe(
                            PermissionProvider.MICROSOFT,
                            row.get("permission").asString(),
                            PermissionForm.named(scheme).orElseThrow());
            Rated one = new Rated(description.breadth().orElseThrow(), level.asInt());
            apart += Math.abs(one.ours() - one.theirs()) >= 2 ? 1 : 0;
            rated.add(one);
        }
        double rho = spearman(rated);
        String measured = String.format(
                Locale.ROOT,
                "Spearman's ρ = %.2f over %d pairs; %d differ by two levels or more",
                rho,
                rated.size(),
                apart);
        System.out.println(measured);
        assertThat(PermissionsDocument.text()).contains(measured);
    }

    /** Calculates Spearman's rank correlation. Tied values get the mean of their ranks. */
    private static double spearman(List<Rated> rated) {
        double[] ours = ranks(rated.stream().mapToInt(Rated::ours).toArray());
        double[] theirs = ranks(rated.stream().mapToInt(Rated::theirs).toArray());
        double meanOurs = IntStream.range(0, ours.length)
                .mapToDouble(i -> ours[i])
                .average()
                .orElse(0);
        double meanTheirs = IntStream.range(0, theirs.length)
                .mapToDouble(i -> theirs[i])
                .average()
                .orElse(0);
        double together = 0;
        double spreadOurs = 0;
        double spreadTheirs = 0;
        for (int i = 0; i < ours.length; i++) {
            together += (ours[i] - meanOurs) * (theirs[i] - meanTheirs);
            spreadOurs += Math.pow(ours[i] - meanOurs, 2);
            spreadTheirs += Math.pow(theirs[i] - meanTheirs, 2);
        }
        return together / Math.sqrt(spreadOurs * spreadTheirs);
    }

    private static double[] ranks(int[] values) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
        order.sort(Comparator.comparingInt(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int from = 0; from < order.size(); ) {
            int to = from;
            while (to + 1 < order.size() && values[order.get(to + 1)] == values[order.get(from)]) {
                to++;
            }
            for (int i = from; i <= to; i++) {
                ranks[order.get(i)] = (from + to) / 2.0;
            }
            from = to + 1;
        }
        return ranks;
    }
}
