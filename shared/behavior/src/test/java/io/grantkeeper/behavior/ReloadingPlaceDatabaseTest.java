package io.grantkeeper.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.activity.ActivityPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingPlaceDatabaseTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-28T00:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    private static MmdbSample systems() {
        return new MmdbSample("GeoLite2-ASN")
                .with(
                        "192.0.2.0/24",
                        Map.of("autonomous_system_number", 64500L, "autonomous_system_organization", "Example Net"))
                .with("2001:db8::/32", Map.of("autonomous_system_number", 64501L));
    }

    private static MmdbSample countries() {
        return new MmdbSample("DBIP-Country-Lite").with("192.0.2.0/23", Map.of("country", Map.of("iso_code", "de")));
    }

    private static Place at(PlaceDatabase book, String address) {
        return book.locate(new ActivityPlace(address, 0, "", ""));
    }

    private ReloadingPlaceDatabase open(Path... files) {
        return new ReloadingPlaceDatabase(List.of(files), DAY, clock, messages::add);
    }

    @Test
    void combinesSeveralDatabases() {
        PlaceDatabase book = open(
                        systems().save(folder.resolve("asn.mmdb")), countries().save(folder.resolve("country.MMDB")))
                .get();
        assertThat(at(book, "192.0.2.7"))
                .isEqualTo(new Place("AS64500", "192.0.2.0/24", "Example Net", "DE", PlaceKind.UNKNOWN, true));
        assertThat(at(book, "192.0.3.7").country()).isEqualTo("DE");
        assertThat(at(book, "2001:db8::1").network()).isEqualTo("AS64501");
        assertThat(at(book, "203.0.113.1").listed()).isFalse();
        assertThat(messages).singleElement().asString().contains("asn.mmdb (GeoLite2-ASN of 2026-");
    }

    @Test
    void readsFieldNamesUsedByOtherPublishers() {
        PlaceDatabase book = open(new MmdbSample("ipinfo lite")
                        .with("192.0.2.0/25", Map.of("asn", "AS64510", "as_name", "Lite", "country_code", "NL"))
                        .with("192.0.2.128/25", Map.of("is_tor_exit_node", true))
                        .with("198.51.100.0/24", Map.of("traits", Map.of("is_hosting_provider", true)))
                        .save(folder.resolve("lite.mmdb")))
                .get();
        assertThat(at(book, "192.0.2.1"))
                .isEqualTo(new Place("AS64510", "192.0.2.0/25", "Lite", "NL", PlaceKind.UNKNOWN, true));
        assertThat(at(book, "192.0.2.200").kind()).isEqualTo(PlaceKind.TOR);
        assertThat(at(book, "198.51.100.1").kind()).isEqualTo(PlaceKind.HOSTING);
    }

    @Test
    void prefersJsonLinesToDatabasesAndDatabasesToBundledRanges() throws IOException {
        Path lines = Files.writeString(
                folder.resolve("own.jsonl"), "{\"prefix\":\"192.0.2.0/24\",\"org\":\"Ours\",\"kind\":\"corporate\"}\n");
        Path cloud = new MmdbSample("GeoLite2-ASN")
                .with("52.64.1.0/24", Map.of("autonomous_system_number", 16509L))
                .save(folder.resolve("cloud.mmdb"));
        PlaceDatabase book =
                open(systems().save(folder.resolve("asn.mmdb")), cloud, lines).get();
        assertThat(at(book, "192.0.2.7"))
                .isEqualTo(new Place("AS64500", "192.0.2.0/24", "Ours", "", PlaceKind.CORPORATE, true));
        assertThat(at(book, "52.64.1.1"))
                .isEqualTo(new Place("AS16509", "52.64.1.0/24", "Amazon Web Services", "", PlaceKind.HOSTING, true));
        assertThat(at(book, "52.64.2.1").network()).isEqualTo("Amazon Web Services");
    }

    @Test
    void rereadsChangedFiles() throws IOException {
        Path file = systems().save(folder.resolve("asn.mmdb"));
        ReloadingPlaceDatabase files = open(file);
        PlaceDatabase before = files.get();
        Path next = new MmdbSample("GeoLite2-ASN")
                .with("192.0.2.0/24", Map.of("autonomous_system_number", 64999L))
                .save(folder.resolve("next"));
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(files.get()).as("within the period").isSameAs(before);
        now = now.plus(DAY);
        assertThat(at(files.get(), "192.0.2.1").network()).isEqualTo("AS64999");
        PlaceDatabase after = files.get();
        now = now.plus(DAY);
        assertThat(files.get()).as("nothing changed").isSameAs(after);
    }

    @Test
    void keepsPreviousDatabaseWhileFileCannotBeRead() throws IOException {
        Path file = systems().save(folder.resolve("asn.mmdb"));
        ReloadingPlaceDatabase files = open(file);
        Files.delete(file);
        now = now.plus(DAY);
        assertThat(at(files.get(), "192.0.2.7").network()).isEqualTo("AS64500");
        assertThat(messages).last().asString().contains("asn.mmdb cannot be read");
        systems().save(file);
        now = now.plus(DAY);
        assertThat(at(files.get(), "192.0.2.7").network()).isEqualTo("AS64500");
    }

    @Test
    void namesFilesThatAreNotDatabases() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mmdb"), "not a database");
        PlaceDatabase book = open(text, folder.resolve("missing.mmdb"), folder.resolve("missing.jsonl"))
                .get();
        assertThat(messages)
                .hasSize(3)
                .allSatisfy(message -> assertThat(message).contains("name an .mmdb file or a file of JSON lines"));
        assertThat(at(book, "10.0.0.1").kind()).isEqualTo(PlaceKind.CORPORATE);
    }

    @Test
    void reportsRecordThatContainsItself() throws IOException {
        // The record of the block is a map whose value is a pointer to the map.
        byte[] bytes = new MmdbSample("cycle")
                .with("192.0.2.0/24", Map.of("country", "xxxxxxx"))
                .bytes();
        int value = indexOf(bytes, "xxxxxxx") - 1;
        bytes[value] = 0x20; // a pointer of 11 bits
        bytes[value + 1] = 0;
        PlaceDatabase book =
                open(Files.write(folder.resolve("cycle.mmdb"), bytes)).get();
        assertThat(at(book, "192.0.2.1").network()).isEqualTo("192.0.0.0/16");
        assertThat(at(book, "192.0.2.2").network()).isEqualTo("192.0.0.0/16");
        assertThat(book.faults())
                .containsExactly("cycle.mmdb is damaged, so some addresses have no place; download the file again");
    }

    @Property(seed = "57", tries = 400)
    void toleratesDamagedFiles(
            @ForAll @IntRange(max = 5_000) int position, @ForAll byte damage, @ForAll boolean truncate)
            throws IOException {
        byte[] bytes = systems().bytes();
        int at = position % bytes.length;
        bytes[at] = damage;
        byte[] damaged = truncate ? Arrays.copyOf(bytes, at) : bytes;
        Path file = Files.createTempFile("damaged", ".mmdb");
        try {
            Files.write(file, damaged);
            PlaceDatabase book = new PlaceDatabase();
            var _ = book.read(file);
            assertThat(at(book, "192.0.2.7").network()).isNotEmpty();
            assertThat(at(book, "2001:db8::1").network()).isNotEmpty();
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void rereadsTorExitListAndKeepsAutonomousSystemsFromOtherFiles() throws IOException {
        Path exits = Files.writeString(folder.resolve("tor.jsonl"), "{\"prefix\":\"192.0.2.7/32\",\"kind\":\"tor\"}\n");
        ReloadingPlaceDatabase files = open(systems().save(folder.resolve("asn.mmdb")), exits);
        assertThat(at(files.get(), "192.0.2.7").kind()).isEqualTo(PlaceKind.TOR);
        assertThat(at(files.get(), "192.0.2.7").network()).isEqualTo("AS64500");
        assertThat(at(files.get(), "192.0.2.8").kind()).isEqualTo(PlaceKind.UNKNOWN);

        Path next = Files.writeString(folder.resolve("next"), """
                {"prefix":"192.0.2.8/32","kind":"tor"}
                {"prefix":"2001:db8::8/128","kind":"tor"}
                """);
        Files.move(next, exits, StandardCopyOption.REPLACE_EXISTING);
        now = now.plus(DAY);
        assertThat(at(files.get(), "192.0.2.7").kind()).isEqualTo(PlaceKind.UNKNOWN);
        assertThat(at(files.get(), "192.0.2.8").kind()).isEqualTo(PlaceKind.TOR);
        assertThat(at(files.get(), "2001:db8::8").kind()).isEqualTo(PlaceKind.TOR);
    }

    @Test
    void namesDuplicateBlocks() throws IOException {
        Path lines = Files.writeString(folder.resolve("own.jsonl"), """
                {"prefix":"192.0.2.0/24","asn":64500}
                {"prefix":"192.0.2.0/24","asn":64500}
                {"prefix":"192.0.2.0/24","asn":64501}
                {"prefix":"192.0.2.0/25","asn":64502}
                """);
        PlaceDatabase book = open(lines).get();
        assertThat(messages)
                .containsExactly("line 3 of the places repeats a block with other values; this line applies");
        assertThat(at(book, "192.0.2.200").network()).isEqualTo("AS64501");
        assertThat(at(book, "192.0.2.1").network()).isEqualTo("AS64502");
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
