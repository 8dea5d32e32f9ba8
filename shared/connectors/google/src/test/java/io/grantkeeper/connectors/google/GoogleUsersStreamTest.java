package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.Partition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GoogleUsersStreamTest {
    private static final String LIVE = """
        {"kind":"admin#directory#users","etag":"e","newField":{"x":[1]},"users":[
          {"id":"1000001","primaryEmail":"DANA.IŞIK@Acme.Test","name":{"fullName":"Dana Işık"},
           "aliases":["Dana@Acme.test"],"nonEditableAliases":["dana@acme.test.test-google-a.com"],
           "relations":[{"type":"assistant","value":"x@acme.test"},{"type":"manager","value":"Boss@acme.test"}],
           "organizations":[{"department":"Old"},{"department":"Finance","primary":true},{"department":"Other"}]},
          {"id":"1000002","primaryEmail":"boss@acme.test","name":{},"suspended":true},
          {"id":"1000003","primaryEmail":"gone@acme.test","archived":true,"suspended":true,
           "relations":[{"type":"manager","value":"a free text"}]},
          {"id":"1000004","primaryEmail":"far@acme.test","relations":[{"type":"manager","value":"chief@acme.test"}]},
          {"id":"1000005","primaryEmail":"farther@acme.test","relations":[{"type":"manager","value":"chief@acme.test"}]},
          {"id":"1000006","primaryEmail":"out@acme.test","relations":[{"type":"manager","value":"x@acme.test"}]},
          {"id":"1000007","primaryEmail":"lent@acme.test","relations":[{"type":"manager","value":"y@other.test"}]}]}\
        """;

    private final AccessStream stream = GoogleUsersStream.stream();

    private final ScriptedSession script = GoogleScript.session()
            .withResponse("GET /users?", LIVE)
            .withResponse(
                    "GET showDeleted=true",
                    "{\"kind\":\"admin#directory#users\",\"users\":[{\"id\":\"1000009\",\"primaryEmail\":\"left@acme.test\"}]}")
            .withResponse("GET users/chief%40acme.test", "{\"id\":\"1000077\",\"primaryEmail\":\"chief@acme.test\"}")
            .withResponse("GET users/x%40acme.test", 404, GoogleScript.error(404, "notFound"));

    private Map<String, Person> people() throws ConnectorException {
        return StreamSweep.of(stream, script).of(PersonObserved.class).stream()
                .map(PersonObserved::person)
                .collect(Collectors.toMap(person -> person.id().externalId(), Function.identity()));
    }

    @Test
    void lowercasesAddressesInEveryLocale() throws ConnectorException {
        Person dana = people().get("1000001");
        assertThat(dana.email()).isEqualTo(KnownOrUnknown.known("dana.işik@acme.test"));
        assertThat(dana.displayName().text()).isEqualTo("Dana Işık");
        assertThat(dana.aliases())
                .containsExactly(
                        new Alias("email", "dana@acme.test"), new Alias("email", "dana@acme.test.test-google-a.com"));
    }

    @Test
    void readsAdministratorRoleAndSecondFactor() throws ConnectorException {
        ScriptedSession admins = GoogleScript.session()
                .withResponse("GET /users?", """
                    {"kind":"admin#directory#users","users":[
                      {"id":"1","primaryEmail":"a@acme.test","isAdmin":true,"isDelegatedAdmin":false,"isEnrolledIn2Sv":true},
                      {"id":"2","primaryEmail":"b@acme.test","isAdmin":false,"isDelegatedAdmin":true},
                      {"id":"3","primaryEmail":"c@acme.test","isAdmin":false,"isEnrolledIn2Sv":false},
                      {"id":"4","primaryEmail":"d@acme.test"}]}\
                    """)
                .withResponse("GET showDeleted=true", "{\"kind\":\"admin#directory#users\"}");
        Map<String, Set<Alias>> aliases = new HashMap<>();
        for (PersonObserved observed : StreamSweep.of(stream, admins).of(PersonObserved.class)) {
            aliases.put(observed.person().id().externalId(), observed.person().aliases());
        }
        assertThat(aliases.get("1"))
                .containsExactly(new Alias("google-role", "super-admin"), new Alias("google-sign-in", "mfa"));
        assertThat(aliases.get("2")).containsExactly(new Alias("google-role", "delegated-admin"));
        assertThat(aliases.get("3")).containsExactly(new Alias("google-role", "member"));
        assertThat(aliases.get("4")).isEmpty();
    }

    @Test
    void readsDepartmentFromPrimaryOrganization() throws ConnectorException {
        assertThat(people().get("1000001").department()).isEqualTo(KnownOrUnknown.known("Finance"));
        assertThat(people().get("1000002").department()).isEqualTo(KnownOrUnknown.unknown());
    }

    @Test
    void distinguishesSuspendedFromArchivedAndDeletedUsers() throws ConnectorException {
        Map<String, Person> people = people();
        assertThat(people.get("1000001").employment()).isEqualTo(EmploymentStatus.ACTIVE);
        assertThat(people.get("1000002").employment()).isEqualTo(EmploymentStatus.SUSPENDED);
        assertThat(people.get("1000003").employment()).isEqualTo(EmploymentStatus.LEFT);
        assertThat(people.get("1000009").employment()).isEqualTo(EmploymentStatus.LEFT);
    }

    @Test
    void findsManagersOnPageOrLooksThemUpOnce() throws ConnectorException {
        Map<String, Person> people = people();
        assertThat(people.get("1000001").manager())
                .isEqualTo(KnownOrUnknown.known(new PersonId(GoogleScript.CONNECTION, "1000002")));
        assertThat(people.get("1000003").manager()).isEqualTo(KnownOrUnknown.unknown());
        assertThat(people.get("1000004").manager())
                .isEqualTo(KnownOrUnknown.known(new PersonId(GoogleScript.CONNECTION, "1000077")));
        assertThat(people.get("1000006").manager()).isEqualTo(KnownOrUnknown.unknown());
        assertThat(people.get("1000007").manager()).isEqualTo(KnownOrUnknown.unknown());
        assertThat(script.calls())
                .filteredOn(call -> call.endsWith("chief%40acme.test"))
                .hasSize(1);
    }

    @Test
    void endsPageAtRateLimitWithoutRepeatingLookups() throws ConnectorException {
        script.withResponse("GET users/chief%40acme.test", 429, GoogleScript.error(429, "rateLimitExceeded"));
        Partition all = Partition.whole(GoogleUsersStream.ID);
        StreamPage.More early = (StreamPage.More) stream.read(script, all, PartitionCursor.start());
        assertThat(ids(early)).containsExactly("1000001", "1000002", "1000003");
        script.withResponse("GET users/chief%40acme.test", "{\"id\":\"1000077\",\"primaryEmail\":\"chief@acme.test\"}");
        StreamPage.More rest = (StreamPage.More) stream.read(script, all, early.next());
        assertThat(ids(rest)).containsExactly("1000004", "1000005", "1000006", "1000007");
    }

    private static List<String> ids(StreamPage page) {
        return page.items().stream()
                .map(item -> ((PersonObserved) item).person().id().externalId())
                .toList();
    }

    @Test
    void returnsRenamedPersonForFormerAddress() throws ConnectorException {
        script.withResponse("GET users/old%40acme.test", "{\"id\":\"1000001\",\"primaryEmail\":\"new@acme.test\"}");
        assertThat(StreamSweep.of(stream, script, GoogleUsersStream.singlePerson("old@acme.test"))
                        .of(PersonObserved.class))
                .singleElement()
                .satisfies(
                        found -> assertThat(found.person().email()).isEqualTo(KnownOrUnknown.known("new@acme.test")));
    }

    /** The person may have another address now, and another person may have this one. */
    @Test
    void removesNobodyIfAddressIsUnknownOrBelongsToAnotherPerson() throws ConnectorException {
        PartitionDigest digest = digestOf(StreamSweep.of(stream, script).of(PersonObserved.class));
        script.withResponse("GET users/boss%40acme.test", 404, GoogleScript.error(404, "notFound"))
                .withResponse("GET users/gone%40acme.test", "{\"id\":\"1000099\",\"primaryEmail\":\"gone@acme.test\"}");
        for (String address : List.of("boss@acme.test", "gone@acme.test")) {
            Partition partition = GoogleUsersStream.singlePerson(address);
            List<PersonObserved> found =
                    StreamSweep.of(stream, script, partition).of(PersonObserved.class);
            assertThat(digest.compare(rows(found), partition.segment()).missing())
                    .as(address)
                    .isEmpty();
        }
    }

    private PartitionDigest digestOf(List<PersonObserved> people) {
        return new PartitionDigest(
                1,
                PartitionDigest.empty().compare(rows(people), Optional.empty()).after());
    }

    private List<ListingRow> rows(List<PersonObserved> people) {
        return people.stream()
                .map(person -> new ListingRow(person.key(), stream.segmentOf(person), ModelJson.contentHash(person)))
                .toList();
    }

    @Test
    void looksUpMissingPersonById() throws ConnectorException {
        PersonObserved boss = StreamSweep.of(stream, script).of(PersonObserved.class).stream()
                .filter(person -> person.person().id().externalId().equals("1000002"))
                .findFirst()
                .orElseThrow();
        Partition direct = stream.directRead(Partition.whole(GoogleUsersStream.ID), stream.segmentOf(boss))
                .orElseThrow();
        script.withResponse("GET users/1000002", "{\"id\":\"1000002\",\"primaryEmail\":\"renamed@acme.test\"}");
        assertThat(StreamSweep.of(stream, script, direct).of(PersonObserved.class))
                .singleElement()
                .satisfies(found -> assertThat(found.key()).isEqualTo(boss.key()));
        script.withResponse("GET users/1000002", 404, GoogleScript.error(404, "notFound"))
                .withResponse(
                        "GET showDeleted=true",
                        "{\"kind\":\"admin#directory#users\",\"users\":[{\"id\":\"1000002\",\"primaryEmail\":\"renamed@acme.test\"}]}");
        assertThat(StreamSweep.of(stream, script, direct).of(PersonObserved.class))
                .singleElement()
                .satisfies(found -> assertThat(found.person().employment()).isEqualTo(EmploymentStatus.LEFT));
    }

    /** An earlier release stored the address as the segment. */
    @Test
    void neverChecksPersonByAddress() {
        assertThat(stream.directRead(Partition.whole(GoogleUsersStream.ID), "boss@acme.test"))
                .isEmpty();
    }

    @Test
    void reportsMissingFieldWithoutQuotingContent() {
        script.withResponse(
                "GET /users?",
                "{\"kind\":\"admin#directory#users\",\"users\":[{\"id\":\"1\",\"primaryEmail\":\"secret@x.test\"},{\"id\":\"2\"}]}");
        assertThat(problem().message()).contains("$.users[1].primaryEmail").doesNotContain("secret@x.test");
    }

    @Test
    void rejectsPageTokenThatLeadsBackToSamePage() {
        script.withResponse("GET /users?", "{\"kind\":\"admin#directory#users\",\"nextPageToken\":\"t\",\"users\":[]}")
                .withResponse(
                        "GET pageToken=t", "{\"kind\":\"admin#directory#users\",\"nextPageToken\":\"t\",\"users\":[]}");
        assertThat(problem().message()).contains("nextPageToken");
    }

    @Test
    void namesCustomerSettingIfTenantIsWrong() {
        script.withSetting(GoogleSettings.CUSTOMER, "C0wrong")
                .withResponse("GET /users?", 404, GoogleScript.error(404, "notFound"));
        ConnectorException refused = catchThrowableOfType(
                ConnectorException.class, () -> StreamSweep.of(stream, script, Partition.whole(stream.id())));
        assertThat(refused.problem()).isInstanceOf(Misconfigured.class);
        assertThat(refused).hasMessageContaining("'customer'");
    }

    private UnexpectedResponse problem() {
        ConnectorException refused =
                catchThrowableOfType(ConnectorException.class, () -> StreamSweep.of(stream, script));
        assertThat(refused.problem()).isInstanceOf(UnexpectedResponse.class);
        return (UnexpectedResponse) refused.problem();
    }

    @Test
    void plansOnlyOnePartition() throws ConnectorException {
        assertThat(stream.partitions(script, java.util.Set.of("all")))
                .isEqualTo(List.of(Partition.whole(GoogleUsersStream.ID)));
    }
}
