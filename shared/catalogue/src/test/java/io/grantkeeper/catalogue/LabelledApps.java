package io.grantkeeper.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The labelled lists: display names as they stand in consent screens, some with publisher and domain. */
final class LabelledApps {

    /** One app whose nature a person has looked up. */
    record Labelled(boolean ai, String displayName, String publisher, String domain) {

        AppDescription description() {
            AppDescription named = AppDescription.named("google", displayName);
            AppDescription published = publisher.isEmpty() ? named : named.withPublisher(publisher);
            return domain.isEmpty() ? published : published.withDomains("https://" + domain + "/");
        }
    }

    private LabelledApps() {}

    static List<Labelled> all() {
        return read("labelled-apps.tsv");
    }

    /** Apps chosen to be hard: left out of the catalogue at first, or namesakes of AI products. */
    static List<Labelled> hard() {
        return read("hard-apps.tsv");
    }

    /** Two lists written down without looking at the catalogue, after most of it; measured once before it grew by them. */
    static List<Labelled> fresh() {
        return read("fresh-apps.tsv");
    }

    /** Lists drawn in the role of an outside examiner, each measured before it was looked at. */
    static List<Labelled> examiner() {
        return read("examiner-apps.tsv");
    }

    private static List<Labelled> read(String file) {
        try (var in = Objects.requireNonNull(LabelledApps.class.getResourceAsStream(file))) {
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Labelled(cells[0].equals("yes"), cells[1], cells[2], cells[3]))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
