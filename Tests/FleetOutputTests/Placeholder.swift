import FleetTestSupport
import fleetc
