package io.grantkeeper.testing.activity;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A person in the company, who owns identities and uses shared apps. */
final class GeneratedPerson {
    /** A period in which the person works at another place. */
    record Stay(Instant from, Instant until, SimulatedAddress at) {}

    final int index;
    final String login;
    final String email;
    final String oktaId;
    final String googleId;
    final String entraId;
    final String slackId;
    final String openAiId;
    final String anthropicId;
    final ZoneId zone;
    final SimulatedAddress office;
    final SimulatedAddress home;
    final String browser;
    private final List<Stay> stays = new ArrayList<>();
    private Instant leaves = Instant.MAX;
    private Instant officeMoves = Instant.MAX;
    private SimulatedAddress nextOffice;

    GeneratedPerson(int index, String name, ActivityRandom random) {
        this.index = index;
        this.login = name.replace('.', '-') + "-ew";
        this.email = name + "@example.com";
        this.oktaId = "00u" + random.alphanumeric(17);
        this.googleId = "1" + random.digits(20);
        this.entraId = random.guid();
        this.slackId = "U" + random.digits(9);
        this.openAiId = "user-" + random.alphanumeric(24);
        this.anthropicId = "user_01" + random.alphanumeric(22);
        int site = index % 3;
        this.zone = ZoneId.of(
                List.of("Europe/Berlin", "America/Chicago", "Europe/Paris").get(site));
        this.office = new SimulatedAddress(NetworkCatalog.OFFICES.get(site), random.below(3));
        List<SimulatedNetwork> homes = NetworkCatalog.HOMES.stream()
                .filter(network -> network.country().equals(office.network().country()))
                .toList();
        this.home = new SimulatedAddress(random.pick(homes), random.below(4_000));
        this.nextOffice = office;
        this.browser = random.pick(List.of(
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"));
    }

    void stays(Stay stay) {
        stays.add(stay);
    }

    void leaves(Instant at) {
        leaves = at;
    }

    boolean works(Instant at) {
        return at.isBefore(leaves);
    }

    void movesOffice(Instant at, SimulatedAddress to) {
        officeMoves = at;
        nextOffice = to;
    }

    /** Returns the person's address at a given time: on a trip, in the office during working hours, or at home. */
    SimulatedAddress at(Instant time) {
        for (Stay stay : stays) {
            if (!time.isBefore(stay.from()) && time.isBefore(stay.until())) {
                return stay.at();
            }
        }
        var local = time.atZone(zone);
        boolean workday = local.getDayOfWeek().getValue() <= 5;
        boolean homeOffice = (local.getDayOfYear() + index) % 5 < 2;
        boolean inOffice = workday && !homeOffice && local.getHour() >= 8 && local.getHour() < 18;
        return !inOffice ? home : time.isBefore(officeMoves) ? office : nextOffice;
    }
}
