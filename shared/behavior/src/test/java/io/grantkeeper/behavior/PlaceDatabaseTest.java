package io.grantkeeper.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.activity.ActivityPlace;
import java.io.IOException;
import java.io.StringReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceDatabaseTest {
    private static PlaceDatabase book(String lines) {
        PlaceDatabase book = new PlaceDatabase();
        try {
            book.read(new StringReader(lines));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return book;
    }

    private static ActivityPlace at(String address) {
        return new ActivityPlace(address, 0, "", "");
    }

    @Test
    void findsLongestMatchingBlock() {
        PlaceDatabase book = book("""
                {"prefix":"192.0.2.0/24","asn":64500,"org":"Wide","country":"de","kind":"isp"}
                {"prefix":"192.0.2.128/25","asn":64501,"org":"Narrow","country":"FR","kind":"hosting"}
                {"prefix":"2001:db8::/32","asn":64502,"org":"Six","country":"NL","kind":"corporate"}
                """);
        assertThat(book.locate(at("192.0.2.1")))
                .extracting(Place::network, Place::country)
                .containsExactly("AS64500", "DE");
        assertThat(book.locate(at("192.0.2.129")).org()).isEqualTo("Narrow");
        assertThat(book.locate(at("2001:DB8:0:0::1")).kind()).isEqualTo(PlaceKind.CORPORATE);
        assertThat(book.locate(at("::ffff:192.0.2.129")).org()).isEqualTo("Narrow");
    }

    @Test
    void judgesUnlistedAddressByItsBlock() {
        PlaceDatabase book = book("");
        assertThat(book.locate(at("203.0.113.7")).network()).isEqualTo("203.0.0.0/16");
        assertThat(book.locate(at("203.0.113.7")).listed()).isFalse();
        assertThat(book.locate(at("not an address"))).isEqualTo(Place.NOWHERE);
    }

    @Test
    void prefersNetworkDataFromLogToDatabase() {
        PlaceDatabase book = book("{\"prefix\":\"192.0.2.0/24\",\"asn\":64500,\"country\":\"DE\",\"kind\":\"isp\"}");
        Place place = book.locate(new ActivityPlace("192.0.2.1", 16509, "", "US"));
        assertThat(place.network()).isEqualTo("AS16509");
        assertThat(place.country()).isEqualTo("US");
    }

    @Test
    void namesMalformedLinesAndKeepsRest() {
        PlaceDatabase book = book("""
                nonsense
                {"prefix":"192.0.2.0/99"}
                {"asn":"x"}
                {"prefix":"192.0.2.0/24","kind":"castle"}

                {"prefix":"198.51.100.0/24","asn":64500,"kind":"hosting"}
                """);
        assertThat(book.faults()).hasSize(4).first().asString().contains("line 1");
        assertThat(book.locate(at("198.51.100.1")).kind()).isEqualTo(PlaceKind.HOSTING);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "1.2.3.4:443, 1.2.3.4",
        "[2001:db8::1]:443, 2001:db8:0:0:0:0:0:1",
        "fe80::1%eth0, fe80:0:0:0:0:0:0:1"
    })
    void parsesAddresses(String written, String address) {
        assertThat(IpAddress.parse(written)).map(IpAddress::toString).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.256",
                "1.2.3.4.5",
                ":::",
                "1::2::3",
                "12345::",
                "g::1",
                "example.test",
                "1:2:3:4:5:6:7:8:9"
            })
    void rejectsStringsThatAreNotAddresses(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Property(seed = "7", tries = 500)
    void parsesEachAddressThatItFormats(@ForAll long high, @ForAll long low) {
        IpAddress address = new IpAddress(high, low);
        assertThat(IpAddress.parse(address.toString())).contains(address);
    }

    @ParameterizedTest
    @CsvSource({
        "python-requests/2.31.0, python-requests",
        "okhttp/4.9, okhttp",
        "aws-sdk-java/2.1 Linux, aws-sdk-java",
        "'Mozilla/5.0 (Windows NT 10.0) Chrome/120.0', browser chrome on windows",
        "Go-http-client/1.1, go-http-client",
    })
    void reducesUserAgentToClientFamily(String userAgent, String family) {
        assertThat(UserAgentFamily.of(userAgent)).isEqualTo(family);
    }
}
