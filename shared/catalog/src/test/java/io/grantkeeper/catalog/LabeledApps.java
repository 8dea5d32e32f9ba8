package io.grantkeeper.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The lists of labeled apps: display names as shown on consent screens, some with publisher and domain. */
final class LabeledApps {

    /** One app that a person has researched and labeled. */
    record LabeledApp(boolean ai, String displayName, String publisher, String domain) {

        AppDescription description() {
            AppDescription named = AppDescription.named("google", displayName);
            AppDescription published = publisher.isEmpty() ? named : named.withPublisher(publisher);
            return domain.isEmpty() ? published : published.withDomains("https://" + domain + "/");
        }
    }

    private LabeledApps() {}

    static List<LabeledApp> all() {
        return read("labelled-apps.tsv");
    }

    /**
     * Returns apps that were chosen to be difficult: either the catalog did not list them at first, or they share their
     * name with an AI product.
     */
    static List<LabeledApp> hard() {
        return read("hard-apps.tsv");
    }

    /**
     * Returns the apps of two lists that were written after most of the catalog existed, without consulting it. The
     * recognizer was measured once on each list before the names in the list were added to the catalog.
     */
    static List<LabeledApp> fresh() {
        return read("fresh-apps.tsv");
    }

    /**
     * Returns the apps of lists that were compiled as an outside examiner would compile them. The recognizer was
     * measured on each list before anyone used the list to improve it.
     */
    static List<LabeledApp> examiner() {
        return read("examiner-apps.tsv");
    }

    /**
     * Returns names of listed AI products, each with the publisher or host of someone else, and AI products with their
     * own publisher or host. The list was compiled before the rules for look-alikes were changed.
     */
    static List<LabeledApp> lookAlikes() {
        return read("lookalike-apps.tsv");
    }

    /**
     * Returns a second list of look-alikes. The list was written after the rules, and the recognizer was measured on it
     * only once.
     */
    static List<LabeledApp> lookAlikesWrittenLater() {
        return read("lookalike-holdout-apps.tsv");
    }

    private static List<LabeledApp> read(String file) {
        try (var in = Objects.requireNonNull(LabeledApps.class.getResourceAsStream(file))) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new LabeledApp(cells[0].equals("yes"), cells[1], cells[2], cells[3]))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
